package org.verdite.reporting.web;

import java.util.List;
import org.verdite.reporting.web.ProgressPage.Missing;
import org.verdite.reporting.web.ProgressPage.Restatement;

/// The page of a month's monitoring, in the reader's words.
///
/// @param months of its year, so far as they have begun
/// @param published "March 2026 was published on 15 April 2026 and is locked"; empty where it is provisional
/// @param publish the address that publishes or restates it; empty where that can't be done
record MonthPage(
        String title,
        List<PeriodLink> years,
        List<PeriodLink> months,
        List<ProgressPage.ViewLink> views,
        String key,
        String published,
        String version,
        String knownOn,
        ProgressPage.Ground ground,
        Share share,
        List<Restatement> restatements,
        String publish,
        String export) {

    record PeriodLink(String word, String path, boolean here) {}

    /// How much of what was measured keeps the limits.
    ///
    /// @param value "98.9%"; a dash where nothing was judged
    /// @param fraction "1,204 of 1,217"
    /// @param exceeded how many results are above a limit
    /// @param held how many results were held against one, and at how many sites
    /// @param locked "14 of 31 months are locked"
    record Share(
            String value,
            String fraction,
            String path,
            String exceeded,
            String exceededPath,
            String held,
            String locked,
            List<Site> sites,
            int more,
            List<Missing> missing) {}

    /// @param words "320 of 322 within"
    record Site(String name, String words, String path) {}
}
