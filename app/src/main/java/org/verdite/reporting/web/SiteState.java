package org.verdite.reporting.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.ui.State;

/// What is open at a site, and the rule that makes one state of it. The rule is said on /reporting/rule.
///
/// @param critical open critical items
/// @param unacknowledged exceedances of permits that nobody has acknowledged
/// @param overdue open items past their deadline
/// @param ongoing acknowledged exceedances of permits that have not ended
/// @param lastData day of the newest result of any point; null when there is none
record SiteState(
        int id,
        LocalText name,
        String country,
        double latitude,
        double longitude,
        int critical,
        @Nullable LocalDate criticalSince,
        int unacknowledged,
        @Nullable LocalDate unacknowledgedSince,
        @Nullable Long exceedance,
        int overdue,
        @Nullable LocalDate overdueSince,
        @Nullable Long item,
        @Nullable LocalText owner,
        int ongoing,
        int points,
        @Nullable LocalDate lastData,
        LocalDate today) {

    /// Older than this, a site counts as without data.
    static final int DAYS_WITHOUT_DATA = 35;

    /// Why the site stands as it does: the worst reason first.
    enum Reason {
        UNACKNOWLEDGED(State.BAD),
        CRITICAL(State.BAD),
        OVERDUE(State.WARN),
        ONGOING(State.WARN),
        NO_POINT(State.UNKNOWN),
        NO_DATA(State.UNKNOWN),
        OLD_DATA(State.UNKNOWN),
        IN_ORDER(State.OK);

        private final State state;

        Reason(State state) {
            this.state = state;
        }

        State state() {
            return state;
        }
    }

    Reason reason() {
        if (unacknowledged > 0) {
            return Reason.UNACKNOWLEDGED;
        }
        if (critical > 0) {
            return Reason.CRITICAL;
        }
        if (overdue > 0) {
            return Reason.OVERDUE;
        }
        if (ongoing > 0) {
            return Reason.ONGOING;
        }
        if (points == 0) {
            return Reason.NO_POINT;
        }
        if (lastData == null) {
            return Reason.NO_DATA;
        }
        return daysWithoutData() > DAYS_WITHOUT_DATA ? Reason.OLD_DATA : Reason.IN_ORDER;
    }

    State state() {
        return reason().state();
    }

    long daysWithoutData() {
        return lastData == null ? 0 : ChronoUnit.DAYS.between(lastData, today);
    }

    @Nullable LocalDate since() {
        return switch (reason()) {
            case UNACKNOWLEDGED -> unacknowledgedSince;
            case CRITICAL -> criticalSince;
            case OVERDUE -> overdueSince;
            case OLD_DATA -> lastData;
            case ONGOING, NO_POINT, NO_DATA, IN_ORDER -> null;
        };
    }

    /// Worst first, the longest waiting before the others.
    static int byNeed(SiteState a, SiteState b) {
        int byReason = Integer.compare(a.reason().ordinal(), b.reason().ordinal());
        if (byReason != 0) {
            return byReason;
        }
        LocalDate left = a.since() == null ? LocalDate.MAX : a.since();
        LocalDate right = b.since() == null ? LocalDate.MAX : b.since();
        int bySince = left.compareTo(right);
        return bySince != 0 ? bySince : Integer.compare(a.id(), b.id());
    }
}
