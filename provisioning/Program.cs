return await EmulationM365.Provisioning.ConsoleApp.RunAsync(args);
