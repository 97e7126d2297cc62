package org.verdite.monitoring.intake.file;

/// One line of a file, with only the cells that were asked for.
///
/// @param number of the line where the record begins, the header being 1
/// @param cells how many the line has
/// @param wanted the cells asked for, in the order they were asked for; empty where the line ends before
public record CsvLine(long number, int cells, String[] wanted) {}
