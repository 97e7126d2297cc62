package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.verdite.indicators.RollUps;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// The room's smaller lists as files; the ledger's own is with its page.
@Controller
class FundsExports {

    private final Frames frames;
    private final RateQueries queries;
    private final RollUps rollUps;

    FundsExports(Frames frames, RateQueries queries, RollUps rollUps) {
        this.frames = frames;
        this.queries = queries;
        this.rollUps = rollUps;
    }

    @GetMapping("/funds/rates/export")
    void rates(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "funds.head.",
                "currency",
                "year",
                "month",
                "average",
                "closing",
                "source",
                "recorded",
                "superseded");
        var rows = queries.rates(Filters.of(request)).stream()
                .map(r -> Sheet.row(
                        r.currency(),
                        r.year(),
                        r.month(),
                        r.average(),
                        r.closing(),
                        r.source(),
                        t.time(r.recordedAt()),
                        t.time(r.supersededAt())));
        new Sheet("rates", heads, rows).write(format, response);
    }

    @GetMapping("/funds/reporting/export")
    void silent(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam int year,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = List.of(t.of("funds.head.site"), t.of("funds.silent.last"));
        var rows = LedgerFilter.asked(request, rollUps, queries::silent).sites().stream()
                .map(s -> Sheet.row(t.of(s.name()), s.lastMonth()));
        new Sheet("silent-sites-" + year, heads, rows).write(format, response);
    }
}
