package org.verdite.funds;

import java.math.BigDecimal;
import java.util.List;
import org.verdite.shared.PersonId;

/// What of a funding line is asked for and approved as one: its name, who answers for it, and its money by month.
///
/// @param months planned in the line's currency, January first; twelve of them, none missing
public record LineTerms(String title, PersonId owner, List<BigDecimal> months) {

    public BigDecimal total() {
        return months.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Due by the end of so many months of the year.
    public BigDecimal until(int month) {
        return months.stream().limit(month).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
