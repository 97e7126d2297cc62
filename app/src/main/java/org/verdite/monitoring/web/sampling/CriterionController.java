package org.verdite.monitoring.web.sampling;

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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.sampling.Criteria;
import org.verdite.monitoring.sampling.Criteria.Criterion;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// By what blanks, duplicates and spikes are judged.
@Controller
class CriterionController {

    record CriteriaPage(List<Criterion> list, Form form, boolean mayEdit) {}

    record CriteriaJson(List<Criterion> items) {}

    record CriterionBody(
            @Nullable String parameter,
            @Nullable BigDecimal blankMost,
            @Nullable BigDecimal reportingLimit,
            @Nullable String unit,
            @Nullable BigDecimal rpdMost,
            @Nullable BigDecimal nearTimes,
            @Nullable BigDecimal recoveryLow,
            @Nullable BigDecimal recoveryHigh,
            @Nullable LocalDate from,
            @Nullable String source,
            @Nullable String verifiedBy) {}

    private final Criteria criteria;
    private final Frames frames;

    CriterionController(Criteria criteria, Frames frames) {
        this.criteria = criteria;
        this.frames = frames;
    }

    @GetMapping("/monitoring/criteria")
    public ModelAndView list() {
        return list(Form.empty()
                .with("rpdMost", 20)
                .with("nearTimes", 5)
                .with("recoveryLow", 80)
                .with("recoveryHigh", 120));
    }

    private ModelAndView list(Form form) {
        return new ModelAndView(
                "monitoring/web/sampling/criteria",
                "page",
                new CriteriaPage(criteria.list(), form, criteria.mayEdit()));
    }

    @GetMapping("/monitoring/criteria/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "qc-criteria",
                        Sheet.heads(
                                t,
                                "monitoring.criterion.col.",
                                "parameter",
                                "from",
                                "blank",
                                "limit",
                                "unit",
                                "rpd",
                                "near",
                                "low",
                                "high",
                                "source",
                                "verified"),
                        criteria.list().stream()
                                .map(c -> Sheet.row(
                                        c.parameter(),
                                        c.from(),
                                        c.blankMost(),
                                        c.reportingLimit(),
                                        c.unit(),
                                        c.rpdMost(),
                                        c.nearTimes(),
                                        c.recoveryLow(),
                                        c.recoveryHigh(),
                                        c.source(),
                                        c.verifiedBy().isEmpty()
                                                ? t.of("monitoring.criterion.unverified")
                                                : c.verifiedBy())))
                .write(format, response);
    }

    @PostMapping("/monitoring/criteria")
    public ModelAndView state(@RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var criterion = new Criterion(
                    0,
                    form.optionalText("parameter", 40),
                    form.optionalNumber("blankMost"),
                    form.optionalNumber("reportingLimit"),
                    form.optionalText("measure", 40),
                    form.number("rpdMost"),
                    form.number("nearTimes"),
                    form.number("recoveryLow"),
                    form.number("recoveryHigh"),
                    form.date("from"),
                    form.optionalText("source", 500),
                    form.optionalText("verifiedBy", 200));
            form.check();
            criteria.state(criterion);
        } catch (Invalid e) {
            var again = list(form.ok() ? form.refused(e) : form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.criterion.stated");
        return new ModelAndView("redirect:/monitoring/criteria");
    }

    @GetMapping("/api/monitoring/criteria")
    @ResponseBody
    @Operation(summary = "Criteria of quality control; an empty parameter is for all that have none of their own")
    public CriteriaJson listed() {
        return new CriteriaJson(criteria.list());
    }

    @PostMapping("/api/monitoring/criteria")
    @ResponseBody
    @Operation(
            summary = "State a criterion from a day on",
            description =
                    "blankMost: what a blank may hold, nothing detected when absent; a duplicate is judged where both values reach nearTimes"
                            + " the reportingLimit; recoveries in per cent. 20, 5, 80 and 120 when absent.")
    public CriteriaJson stated(@RequestBody CriterionBody body) {
        criteria.state(new Criterion(
                0,
                Body.text(body.parameter()),
                body.blankMost(),
                body.reportingLimit(),
                Body.text(body.unit()),
                or(body.rpdMost(), 20),
                or(body.nearTimes(), 5),
                or(body.recoveryLow(), 80),
                or(body.recoveryHigh(), 120),
                Body.needed("from", body.from()),
                Body.text(body.source()),
                Body.text(body.verifiedBy())));
        return listed();
    }

    private static BigDecimal or(@Nullable BigDecimal number, int otherwise) {
        return number == null ? BigDecimal.valueOf(otherwise) : number;
    }
}
