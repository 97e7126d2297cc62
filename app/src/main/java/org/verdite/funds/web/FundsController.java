package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.indicators.RollUps;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The expenditure ledger.
@Controller
class FundsController {

    private final Frames frames;
    private final FundsQueries queries;
    private final RateQueries rates;
    private final Ledger ledger;
    private final RollUps rollUps;
    private final Access access;

    FundsController(
            Frames frames, FundsQueries queries, RateQueries rates, Ledger ledger, RollUps rollUps, Access access) {
        this.frames = frames;
        this.queries = queries;
        this.rates = rates;
        this.ledger = ledger;
        this.rollUps = rollUps;
        this.access = access;
    }

    @GetMapping("/funds")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new ModelAndView(
                "funds/web/list", "page", LedgerFilter.asked(request, rollUps, f -> queries.listed(f, t)));
    }

    @GetMapping("/funds/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        // Read whole within the scope that the figure's lines need.
        var rows = LedgerFilter.asked(
                        request,
                        rollUps,
                        f -> Page.all(f.filters(), g -> queries.page(new LedgerFilter(g, f.rollUp())))
                                .toList())
                .stream()
                .map(l -> Arrays.<@Nullable Object>asList(
                        l.id(),
                        l.month().toString(),
                        t.of(l.unit()),
                        t.of(l.site()),
                        t.of("funds.category." + l.category()),
                        t.of("funds.nature." + l.nature()),
                        l.amount(),
                        l.currency(),
                        l.document(),
                        l.text(),
                        l.reverses()));
        var heads = List.of(
                "number",
                "month",
                "unit",
                "site",
                "category",
                "nature",
                "amount",
                "currency",
                "document",
                "text",
                "reverses");
        new Sheet(
                        "verdite-expenditure",
                        heads.stream().map(h -> t.of("funds.head." + h)).toList(),
                        rows)
                .write(format, response);
    }

    @GetMapping("/funds/postings/{id}")
    public ModelAndView posting(@PathVariable long id) {
        return new ModelAndView("funds/web/posting", "page", queries.posting(id, Form.empty()));
    }

    @GetMapping("/funds/new")
    public ModelAndView fresh(HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.FUNDS_EDIT)) {
            throw new NotPermitted(Permission.FUNDS_EDIT.name());
        }
        return new ModelAndView(
                "funds/web/fresh",
                "page",
                queries.fresh(
                        Form.empty()
                                .with("key", UUID.randomUUID())
                                .with("currency", "CNY")
                                .with("place", request.getParameter("unit"))
                                .with("action", request.getParameter("action")),
                        frames.texts(request)));
    }

    @PostMapping("/funds/new")
    public ModelAndView post(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var posting = new NewPosting(
                    new UnitId(form.integer("place", 1, Integer.MAX_VALUE)),
                    form.has("site") ? new SiteId(form.integer("site", 1, Integer.MAX_VALUE)) : null,
                    form.month("month"),
                    form.choice("category", Category.class),
                    form.choice("nature", Nature.class),
                    new Money(form.amount("amount"), LineForms.currency(form, "currency")),
                    form.text("document", 100),
                    form.text("text", 500),
                    form.has("action") ? action(form.integer("action", 1, Integer.MAX_VALUE)) : null);
            form.check();
            long id = ledger.post(posting, form.optionalText("key", 100));
            Flash.done(redirect, "funds.done.posted", String.valueOf(id));
            return new ModelAndView("redirect:/funds/postings/" + id);
        } catch (Invalid e) {
            var again = new ModelAndView(
                    "funds/web/fresh",
                    "page",
                    queries.fresh(form.ok() ? form.refused(e) : form, frames.texts(request)));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static Origin action(int id) {
        return new Origin("actions", "action", String.valueOf(id), String.valueOf(id), "/actions/" + id);
    }

    @PostMapping("/funds/postings/{id}/reversal")
    public ModelAndView reverse(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            long reversal = ledger.reverse(id, form.text("reason", 500));
            Flash.done(redirect, "funds.done.reversed", String.valueOf(id));
            return new ModelAndView("redirect:/funds/postings/" + reversal);
        } catch (Invalid e) {
            var again = new ModelAndView(
                    "funds/web/posting", "page", queries.posting(id, form.ok() ? form.refused(e) : form));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    /// Sites without a line in a year.
    @GetMapping("/funds/reporting")
    public ModelAndView silent(@RequestParam int year, HttpServletRequest request) {
        return new ModelAndView("funds/web/silent", "page", LedgerFilter.asked(request, rollUps, rates::silent));
    }
}
