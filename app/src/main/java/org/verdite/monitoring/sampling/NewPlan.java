package org.verdite.monitoring.sampling;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;

/// A rhythm in which samples are taken at points of a site.
///
/// @param every so many weeks or months
/// @param onDay 1 Monday to 7 Sunday, or a day of the month; the month's last day stands for days it does not have
/// @param graceDays how many days later a round may still be taken without being late
/// @param ends the last day on which a round may fall, null while no end is known
public record NewPlan(
        SiteId site,
        String code,
        LocalText name,
        int every,
        Period period,
        int onDay,
        int graceDays,
        LocalDate starts,
        @Nullable LocalDate ends,
        String note,
        List<PlanPoint> points) {

    public enum Period {
        WEEK,
        MONTH
    }

    public record PlanPoint(int point, List<String> parameters) {}
}
