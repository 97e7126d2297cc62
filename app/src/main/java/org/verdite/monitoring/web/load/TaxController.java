package org.verdite.monitoring.web.load;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.outlet.TaxRates;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.load.TaxQueries.OutletTax;
import org.verdite.monitoring.web.load.TaxQueries.SiteTax;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// An estimate of the environmental protection tax of a site and month, each line explained, and the rates of
/// provinces.
@Controller
class TaxController {

    /// @param tax null while no site is chosen
    record TaxPage(
            @Nullable SiteTax tax,
            String month,
            String known,
            Map<String, String> sites,
            Form form,
            Filters filters,
            boolean verified) {}

    record RatesPage(List<TaxRates.Rate> rates, Form form, Map<String, String> media, boolean mayEdit) {}

    /// @param tax RMB; null where no rate is known
    record TaxJson(
            int site,
            String month,
            @Nullable BigDecimal waterRate,
            @Nullable BigDecimal airRate,
            String currency,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal reduced,
            int incompleteLoads,
            boolean verified,
            List<OutletJson> outlets) {}

    record OutletJson(
            int point,
            String code,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal reduced,
            List<LineJson> lines) {}

    /// @param why TAXED, RANK, ONE_OF, NO_EQUIVALENT or NOTHING
    /// @param below share by which the month's mean lay below the limit
    /// @param taken share of the tax that is taken by Art. 13
    record LineJson(
            String parameter,
            String name,
            @Nullable String group,
            BigDecimal kilograms,
            @Nullable BigDecimal equivalentValue,
            @Nullable BigDecimal equivalents,
            int rank,
            boolean taxed,
            String why,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal below,
            BigDecimal taken) {}

    private final TaxQueries queries;
    private final LoadQueries loads;
    private final TaxRates rates;
    private final Frames frames;

    TaxController(TaxQueries queries, LoadQueries loads, TaxRates rates, Frames frames) {
        this.queries = queries;
        this.loads = loads;
        this.rates = rates;
        this.frames = frames;
    }

    private @Nullable SiteTax asked(String site, String month, String known) {
        if (site.isBlank()) {
            return null;
        }
        if (!site.matches("\\d{1,9}")) {
            throw new Invalid("site", "ui.form.number", site);
        }
        var of = month.isBlank() ? loads.lastMonth() : LoadQueries.month("month", month);
        return queries.of(Integer.parseInt(site), of, LoadQueries.known(known));
    }

    @GetMapping("/monitoring/tax")
    public ModelAndView show(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request) {
        var tax = asked(site, month, known);
        String of = tax == null
                ? month.isBlank() ? loads.lastMonth().toString() : month
                : tax.month().toString();
        return new ModelAndView(
                "monitoring/web/load/tax",
                "page",
                new TaxPage(
                        tax,
                        of,
                        known,
                        loads.sites(frames.texts(request)),
                        Form.empty().with("site", site).with("month", of).with("known", known),
                        Filters.of(request),
                        rates.table().verified()));
    }

    @GetMapping("/monitoring/tax/export")
    public void export(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var tax = required(asked(site, month, known));
        var rows = tax.outlets().stream()
                .flatMap(o -> o.lines().stream()
                        .map(l -> Sheet.row(
                                tax.month().toString(),
                                o.outlet().pointCode(),
                                l.parameter(),
                                t.of(o.load(l.parameter()).parameterName()),
                                l.group() == null ? "" : t.of("monitoring.tax.group." + l.group()),
                                l.kilograms(),
                                l.equivalent(),
                                l.equivalents(),
                                l.rank(),
                                t.of("monitoring.tax.why." + l.why()),
                                l.tax(),
                                l.taken(),
                                l.reduced())));
        new Sheet(
                        "tax-" + tax.site().id() + "-" + tax.month(),
                        Sheet.heads(
                                t,
                                "monitoring.tax.col.",
                                "month",
                                "outlet",
                                "code",
                                "parameter",
                                "group",
                                "kilograms",
                                "value",
                                "equivalents",
                                "rank",
                                "why",
                                "tax",
                                "taken",
                                "reduced"),
                        rows)
                .write(format, response);
    }

    private static SiteTax required(@Nullable SiteTax tax) {
        if (tax == null) {
            throw new Invalid("site", "ui.form.required");
        }
        return tax;
    }

    @GetMapping(path = "/api/monitoring/tax", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "Estimate of the environmental protection tax of a site and month",
            description =
                    "site and month (2026-03; the newest with a load); known is a day. By the Environmental Protection Tax Law of China: per"
                            + " outlet the first five water pollutants of the first class, the first three others and the first three of air.")
    public TaxJson answer(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var tax = required(asked(site, month, known));
        return new TaxJson(
                tax.site().id(),
                tax.month().toString(),
                tax.water() == null ? null : tax.water().rate(),
                tax.air() == null ? null : tax.air().rate(),
                "CNY",
                tax.tax(),
                tax.reduced(),
                tax.incomplete(),
                rates.table().verified(),
                tax.outlets().stream().map(o -> json(o, t)).toList());
    }

    private static OutletJson json(OutletTax o, Texts t) {
        return new OutletJson(
                o.outlet().point(),
                o.outlet().pointCode(),
                o.tax(),
                o.reduced(),
                o.lines().stream()
                        .map(l -> new LineJson(
                                l.parameter(),
                                t.of(o.load(l.parameter()).parameterName()),
                                l.group() == null ? null : l.group().name(),
                                l.kilograms(),
                                l.equivalent(),
                                l.equivalents(),
                                l.rank(),
                                l.taxed(),
                                l.why().name(),
                                l.tax(),
                                o.below().get(l.parameter()),
                                l.taken()))
                        .toList());
    }

    @GetMapping("/monitoring/tax/rates")
    public ModelAndView rates(HttpServletRequest request) {
        return rates(Form.empty().with("medium", "WATER"), request);
    }

    private ModelAndView rates(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "monitoring/web/load/taxRates",
                "page",
                new RatesPage(
                        rates.list(),
                        form,
                        Show.options(frames.texts(request), "monitoring.medium.", "WATER", "AIR"),
                        rates.mayEdit()));
    }

    @PostMapping("/monitoring/tax/rates")
    public ModelAndView enter(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            String province = form.optionalText("province", 80);
            String medium = form.text("medium", 10);
            BigDecimal rate = form.number("rate");
            LocalDate from = form.date("from");
            String source = form.optionalText("source", 500);
            String verified = form.optionalText("verifiedBy", 200);
            form.check();
            rates.enter(province, medium, rate, from, source, verified);
        } catch (Invalid e) {
            var again = rates(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.tax.rateEntered");
        return new ModelAndView("redirect:/monitoring/tax/rates");
    }

    record RateBody(
            @Nullable String province,
            @Nullable String medium,
            @Nullable BigDecimal rate,
            @Nullable LocalDate from,
            @Nullable String source,
            @Nullable String verifiedBy) {}

    record Rates(List<TaxRates.Rate> items) {}

    @GetMapping(path = "/api/monitoring/tax/rates", produces = "application/json")
    @ResponseBody
    @Operation(summary = "Rates of the environmental protection tax for one pollution equivalent, by province and date")
    public Rates rateList() {
        return new Rates(rates.list());
    }

    @PostMapping(path = "/api/monitoring/tax/rates", produces = "application/json")
    @ResponseBody
    @Operation(summary = "Enter the rate of a province from a day on; medium WATER or AIR")
    public Rates enter(@org.springframework.web.bind.annotation.RequestBody RateBody body) {
        if (body.rate() == null || body.from() == null) {
            throw new Invalid(body.rate() == null ? "rate" : "from", "ui.form.required");
        }
        rates.enter(
                text(body.province()),
                text(body.medium()),
                body.rate(),
                body.from(),
                text(body.source()),
                text(body.verifiedBy()));
        return rateList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
