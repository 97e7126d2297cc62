package org.verdite.ui.book;

/// A sheet of a workbook.
///
/// @param rows rows in which anything stands
/// @param hidden whether the workbook keeps it from view
public record SheetFound(String name, long rows, boolean hidden) {}
