package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Distribution;
import org.verdite.rectification.ItemId;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// One owner for several items of a list.
@Controller
class SeveralController {

    private static final int MOST = 200;

    /// @param done numbers of items that were assigned just now
    /// @param refused those that were not, with the reason
    record SeveralPage(
            Filters filters,
            Page<ItemQueries.Row> list,
            Map<String, String> people,
            Form form,
            List<String> chosen,
            List<String> done,
            List<String> refused) {}

    private final ItemQueries queries;
    private final ItemReading reading;
    private final Distribution distribution;
    private final Access access;
    private final Frames frames;

    SeveralController(
            ItemQueries queries, ItemReading reading, Distribution distribution, Access access, Frames frames) {
        this.queries = queries;
        this.reading = reading;
        this.distribution = distribution;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/rectification/assign")
    ModelAndView form(HttpServletRequest request) {
        allowed();
        return page(Form.empty(), List.of(), List.of(), List.of(), request);
    }

    @PostMapping("/rectification/assign")
    ModelAndView assign(
            @RequestParam(required = false) List<String> item,
            @RequestParam Map<String, String> params,
            HttpServletRequest request) {
        allowed();
        Texts t = frames.texts(request);
        var form = Form.of(params);
        var chosen = item == null
                ? List.<String>of()
                : item.stream().filter(i -> i.matches("\\d{1,18}")).distinct().toList();
        int owner = form.integer("owner", 1, Integer.MAX_VALUE);
        if (chosen.isEmpty() || chosen.size() > MOST) {
            form.problem("item", "rectification.several.choose", MOST);
        }
        if (!form.ok()) {
            var page = page(form, chosen, List.of(), List.of(), request);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        var done = new ArrayList<String>();
        var refused = new ArrayList<String>();
        distribution
                .carry(chosen.stream().map(Long::valueOf).map(ItemId::new).toList(), new PersonId(owner))
                .forEach(o -> {
                    if (o.refused().isEmpty()) {
                        done.add(o.number());
                    } else {
                        refused.add(o.number() + ": " + t.of(o.refused(), o.args()));
                    }
                });
        return page(form, refused.isEmpty() ? List.of() : chosen, done, refused, request);
    }

    private ModelAndView page(
            Form form, List<String> chosen, List<String> done, List<String> refused, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "rectification/web/several",
                "page",
                new SeveralPage(
                        filters,
                        queries.list(filters, t),
                        reading.people(t),
                        form,
                        chosen,
                        List.copyOf(done),
                        List.copyOf(refused)));
    }

    private void allowed() {
        if (Arrays.asList(Permission.ITEM_APPROVE, Permission.ITEM_OPEN).stream()
                .noneMatch(access::mayAnywhere)) {
            throw new NotPermitted(Permission.ITEM_APPROVE.name());
        }
    }
}
