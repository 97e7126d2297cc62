package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.web.SetQueries.LimitRow;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// The form by which a site, or one of its permits, adopts a standard.
@Controller
class AdoptController {

    record AdoptPage(SetRow set, Ask ask) {}

    private final SetQueries queries;
    private final LimitRegister register;
    private final Access access;
    private final Frames frames;
    private final Clock clock;

    AdoptController(SetQueries queries, LimitRegister register, Access access, Frames frames, Clock clock) {
        this.queries = queries;
        this.register = register;
        this.access = access;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/obligations/sets/{id}/adopt")
    public ModelAndView form(@PathVariable long id, HttpServletRequest request) {
        return page(standard(id), Form.empty().with("from", today()), frames.texts(request));
    }

    @PostMapping("/obligations/sets/{id}/adopt")
    public ModelAndView adopt(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var set = standard(id);
        var form = Form.of(params);
        try {
            String where = form.text("where", 40);
            String pointClass = form.optionalText("pointClass", 80);
            var from = form.date("from");
            if (form.has("where") && !where.matches("(site|permit):\\d{1,9}")) {
                form.problem("where", "ui.form.choice");
            }
            form.check();
            int key = Integer.parseInt(where.substring(where.indexOf(':') + 1));
            long document = key;
            if (where.startsWith("site:")) {
                document = register.adopt(id, new SiteId(key), pointClass, from);
            } else {
                register.adoptBy(key, id, pointClass, from);
            }
            Flash.done(redirect, "obligations.adopt.done");
            return new ModelAndView("redirect:/obligations/sets/" + document);
        } catch (Invalid e) {
            var again = page(set, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private SetRow standard(long id) {
        var set = queries.require(id);
        if (set.ofPlace()) {
            throw new NotHere("standard " + id);
        }
        return set;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private ModelAndView page(SetRow set, Form form, Texts t) {
        var places = new LinkedHashMap<String, String>();
        for (var place : queries.places(t, today())) {
            if (access.may(Permission.OBLIGATIONS_EDIT, new UnitId(place.unit()))) {
                places.put(place.key(), place.name());
            }
        }
        var classes = new LinkedHashMap<String, String>();
        queries.classes(set.id()).stream().filter(c -> !c.isEmpty()).forEach(c -> classes.put(c, LimitRow.place(t, c)));
        String here = "/obligations/sets/" + set.id();
        // a problem of the standard itself has no field of its own here
        form.problems("standard")
                .forEach(p -> form.problem("where", p.key(), p.args().toArray()));
        var ask = Ask.of(form, here + "/adopt", here)
                .choice("where", t.of("obligations.adopt.where"), t.of("obligations.adopt.whereHint"), false, places)
                .choice(
                        "pointClass",
                        t.of("obligations.adopt.class"),
                        t.of("obligations.adopt.classHint"),
                        true,
                        classes)
                .field("from", t.of("obligations.adopt.from"), "date")
                .button("adopt", t.of("obligations.adopt.do"), true);
        return new ModelAndView("obligations/web/adopt", "page", new AdoptPage(set, ask));
    }
}
