using EmulationM365.Schema;
using Microsoft.Graph.Models;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Columns that people added. Those that the service gives to a list by itself, now or with a feature that somebody switches on, are none.</summary>
internal static class AddedColumns
{
    private static readonly HashSet<string> BornWith = new(StringComparer.OrdinalIgnoreCase)
    {
        "Title", "ID", "GUID", "ContentType", "ContentTypeId", "Modified", "Created", "Author", "Editor", "Attachments", "Edit", "LinkTitle", "LinkTitleNoMenu", "DocIcon", "ItemChildCount",
        "FolderChildCount", "AppAuthor", "AppEditor", "ComplianceAssetId", "ColorTag", "ColorHex", "Emoji", "Order", "InstanceID", "WorkflowVersion", "WorkflowInstanceID", "FileLeafRef", "FileRef",
        "FileDirRef", "FSObjType", "File_x0020_Type", "File_x0020_Size", "FileSizeDisplay", "LinkFilename", "LinkFilenameNoMenu", "BaseName", "EncodedAbsUrl", "ServerUrl", "MetaInfo", "UniqueId",
        "CheckoutUser", "CheckedOutTitle", "CheckedOutUserId", "IsCheckedoutToLocal", "CheckInComment", "SelectTitle", "SelectFilename", "Combine", "RepairDocument", "TemplateUrl", "xd_ProgID",
        "xd_Signature", "TaxCatchAll", "TaxCatchAllLabel", "SharedWithUsers", "SharedWithDetails", "SharedWithInternal", "LastSharedByUser", "LastSharedByTime", "SMTotalSize", "SMLastModifiedDate",
        "SMTotalFileStreamSize", "SMTotalFileCount", "ParentUniqueId", "ParentVersionString", "ParentLeafName", "DocConcurrencyNumber", "OriginatorId", "NoExecute", "ContentVersion", "Restricted",
        "AccessPolicy", "PermMask", "PrincipalCount", "ProgId", "ScopeId", "SortBehavior", "SyncClientId", "Last_x0020_Modified", "Created_x0020_Date", "HTML_x0020_File_x0020_Type", "StreamHash",
        "PolicyDisabledUICapabilities", "A2ODMountCount", "BSN", "CanvasContent1",
    };

    private static readonly string[] Families = ["_", "MediaService", "MediaLength", "lcf76f155ced4ddcb4097134ff3c332f"];

    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from column in pair.List.Columns
        where !IsOurs(pair.Schema, column.Name!) && IsOfPeople(column)
        select DriftFinding.Of(DriftKind.ColumnAdded, found.At(pair.Schema), column.Name!, column.DisplayName ?? column.Name!);

    private static bool IsOurs(ListSchema schema, string name) => schema.Columns.Any(column => column.Name == name);

    private static bool IsOfPeople(ColumnDefinition column) => column.Hidden != true && (column.ReadOnly != true || column.Calculated is not null)
        && !BornWith.Contains(column.Name!) && !Array.Exists(Families, family => column.Name!.StartsWith(family, StringComparison.Ordinal));
}
