package org.verdite.organisation.roster;

import java.util.List;
import java.util.Map;

/// One line of a sheet as it was read.
///
/// @param sheetName as the file calls it
/// @param number of the line in its sheet, as a spreadsheet counts
/// @param cells column → what stands in it; a column that the sheet does not have is not in it
/// @param places column → letter
/// @param formulas columns whose cell holds a formula
public record RosterLine(
        RosterSheet sheet,
        String sheetName,
        int number,
        Map<String, String> cells,
        Map<String, String> places,
        List<String> formulas) {

    /// `People!C7`, or of a field that the sheet has no column for, the line: `People!7`.
    String cell(String field) {
        return sheetName + "!" + places.getOrDefault(field, "") + number;
    }

    String text(String column) {
        return cells.getOrDefault(column, "");
    }

    /// Of whom or what it speaks: a code, or person and post.
    String key() {
        return String.join(" · ", sheet.key().stream().map(this::text).toList());
    }
}
