package org.verdite.funds;

import java.math.BigDecimal;

/// A piece of a year's money as it is written in the books.
///
/// @param branch the unit it is told of: one that stands directly below the one asked for, or that one itself
/// @param month 1 to 12
record PlanCell(
        Measure measure, int branch, Category category, Nature nature, String currency, int month, BigDecimal amount) {

    /// SPENT stands in a plan, UNPLANNED is linked to no line; together they are what was spent.
    enum Measure {
        PLANNED,
        APPROVED,
        COMMITTED,
        SPENT,
        UNPLANNED
    }
}
