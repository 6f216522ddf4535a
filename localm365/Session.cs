using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365;

/// <summary>SQL text that goes into a statement as it stands; every other argument of a statement becomes a parameter.</summary>
internal readonly record struct Raw(string Text);

/// <summary>Statements over one connection. Arguments of the interpolated text are bound, never pasted.</summary>
internal sealed class Session(SqliteConnection connection, Ids ids)
{
    /// <summary>Where ids of new things come from.</summary>
    public Ids Ids => ids;

    /// <summary>Items are seen as they were some time ago, through a view that has no index.</summary>
    public bool IsInPast { get; set; }

    public List<T> All<T>(FormattableString sql, Func<SqliteDataReader, T> map)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }

    public T? First<T>(FormattableString sql, Func<SqliteDataReader, T> map) where T : class
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        return reader.Read() ? map(reader) : null;
    }

    public long Number(FormattableString sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public string? Text(FormattableString sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar() as string;
    }

    public int Run(FormattableString sql)
    {
        using var command = Command(sql);
        return command.ExecuteNonQuery();
    }

    /// <summary>The bytes of a column of one row as a stream, for what is too big to be held at once.</summary>
    public Stream Bytes(string table, string column, long row, bool readOnly) => new SqliteBlob(connection, table, column, row, readOnly);

    /// <summary>The next number of a counter that never goes back.</summary>
    public long Next(string counter) =>
        Number($"INSERT INTO counters VALUES ({counter}, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value");

    [SuppressMessage("Security", "CA2100", Justification = "Arguments are bound here; raw text comes from this project only")]
    private SqliteCommand Command(FormattableString sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = Bind(command, sql);
        return command;
    }

    private static string Bind(SqliteCommand command, FormattableString sql)
    {
        var parts = sql.GetArguments().Select(object (argument) => argument switch
        {
            Raw raw => raw.Text,
            FormattableString inner => Bind(command, inner),
            _ => Parameter(command, argument),
        }).ToArray();
        return string.Format(CultureInfo.InvariantCulture, sql.Format, parts);
    }

    private static string Parameter(SqliteCommand command, object? value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$p{command.Parameters.Count}");
        command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return name;
    }
}

/// <summary>Reading columns by name.</summary>
internal static class Rows
{
    public static string Text(this SqliteDataReader row, string name) => row.GetString(row.GetOrdinal(name));

    public static string? MaybeText(this SqliteDataReader row, string name) =>
        row.IsDBNull(row.GetOrdinal(name)) ? null : row.GetString(row.GetOrdinal(name));

    public static long Number(this SqliteDataReader row, string name) => row.GetInt64(row.GetOrdinal(name));

    public static bool Flag(this SqliteDataReader row, string name) => row.GetInt64(row.GetOrdinal(name)) != 0;

    public static JsonObject Json(this SqliteDataReader row, string name) => JsonNode.Parse(row.Text(name))!.AsObject();
}
