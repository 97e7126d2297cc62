package org.verdite.inspections;

import java.time.LocalDate;
import org.verdite.shared.UnitId;

/// An engagement to begin.
///
/// @param to the last day on which its people see anything
public record NewEngagement(UnitId unit, String title, String body, String purpose, LocalDate from, LocalDate to) {}
