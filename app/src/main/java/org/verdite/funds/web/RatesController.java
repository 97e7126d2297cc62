package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.funds.NewRate;
import org.verdite.funds.Rates;
import org.verdite.indicators.Group;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// What currencies are in RMB.
@Controller
class RatesController {

    private final FundsQueries queries;
    private final RateQueries rateQueries;
    private final Rates rates;
    private final Group group;

    RatesController(FundsQueries queries, RateQueries rateQueries, Rates rates, Group group) {
        this.queries = queries;
        this.rateQueries = rateQueries;
        this.rates = rates;
        this.group = group;
    }

    @GetMapping("/funds/rates")
    public ModelAndView list(HttpServletRequest request) {
        return page(Filters.of(request), Form.empty());
    }

    private ModelAndView page(Filters filters, Form form) {
        return new ModelAndView(
                "funds/web/rates",
                "page",
                new FundsPage.Rates(
                        rateQueries.rates(filters), filters, queries.years(), group.may(Permission.FUNDS_EDIT), form));
    }

    @PostMapping("/funds/rates")
    public ModelAndView set(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var rate = new NewRate(
                    form.text("currency", 3).toUpperCase(Locale.ROOT),
                    form.integer("year", 1990, 2200),
                    form.has("month") ? form.integer("month", 1, 12) : null,
                    form.amount("average"),
                    form.amount("closing"),
                    form.text("source", 200));
            form.check();
            rates.set(rate);
            Flash.done(redirect, "funds.done.rate", rate.currency(), String.valueOf(rate.year()));
            return new ModelAndView("redirect:/funds/rates?year=" + rate.year());
        } catch (Invalid e) {
            var again = page(new Filters("/funds/rates", Map.of()), form.ok() ? form.refused(e) : form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
