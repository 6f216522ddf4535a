#if AZURE_FUNCTIONS
using EmulationM365;
using EmulationM365.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddFlow(builder.Configuration).AddDoors();
builder.Build().Run();
#else
return await EmulationM365.Functions.Local.CommandLine.RunAsync(args);
#endif
