package org.verdite.monitoring.outlet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// The load of an outlet, parameter and month: as derived beside as sent.
///
/// @param apart share by which the two may differ
/// @param chosen DERIVED or SENT: which of the two counts where both are there
/// @param reason why, where it is not simply the derived one
/// @param byPerson true when somebody chose for this month
public record MonthLoad(
        int point,
        String pointCode,
        LocalText pointName,
        String pointKind,
        int unit,
        int facility,
        int site,
        LocalText siteName,
        String parameter,
        LocalText parameterName,
        String medium,
        YearMonth month,
        @Nullable StoredLoad derived,
        @Nullable StoredLoad sent,
        BigDecimal apart,
        String chosen,
        String reason,
        boolean byPerson) {

    /// What counts: the chosen one, else the other, for what nobody measured may still have been sent.
    public @Nullable StoredLoad counted() {
        var first = chosen.equals("SENT") ? sent : derived;
        var other = chosen.equals("SENT") ? derived : sent;
        if (first != null && first.kilograms() != null) {
            return first;
        }
        return other != null && other.kilograms() != null ? other : null;
    }

    public @Nullable BigDecimal kilograms() {
        var counted = counted();
        return counted == null ? null : counted.kilograms();
    }

    /// By which share of the larger one the two differ; null where one is missing.
    public @Nullable BigDecimal difference() {
        var one = derived == null ? null : derived.kilograms();
        var two = sent == null ? null : sent.kilograms();
        if (one == null || two == null) {
            return null;
        }
        var larger = one.abs().max(two.abs());
        return larger.signum() == 0 ? BigDecimal.ZERO : one.subtract(two).abs().divide(larger, MathContext.DECIMAL64);
    }

    public boolean inconsistent() {
        var difference = difference();
        return difference != null && difference.compareTo(apart) > 0;
    }

    public boolean complete() {
        var counted = counted();
        return counted != null && counted.complete();
    }

    /// `inconsistent`, `none`, `incomplete` or `fine`.
    public String state() {
        return inconsistent() ? "inconsistent" : counted() == null ? "none" : complete() ? "fine" : "incomplete";
    }
}
