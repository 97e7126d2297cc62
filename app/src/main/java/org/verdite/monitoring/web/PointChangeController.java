package org.verdite.monitoring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.web.PointQueries.PointRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// Another name or surroundings of a point, or the day on which it was given up.
@Controller
class PointChangeController {

    /// @param changed true when somebody saved in between
    record ChangePage(PointRow point, Ask ask, boolean changed) {}

    private final PointQueries queries;
    private final Points points;
    private final Access access;
    private final Frames frames;

    PointChangeController(PointQueries queries, Points points, Access access, Frames frames) {
        this.queries = queries;
        this.points = points;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/monitoring/points/{id}/change")
    public ModelAndView form(@PathVariable int id, HttpServletRequest request) {
        var point = point(id);
        var form = Form.empty()
                .with("version", point.version())
                .with("name.en", point.name().texts().get("en"))
                .with("name.zh", point.name().texts().get("zh"))
                .with("receivingBody", point.receivingBody())
                .with("receivingClass", point.receivingClass())
                .with("to", point.closed());
        return page(point, form, false, frames.texts(request));
    }

    @PostMapping("/monitoring/points/{id}/change")
    public ModelAndView change(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var point = point(id);
        var form = Form.of(params);
        try {
            var name = form.texts("name", 200);
            String body = form.optionalText("receivingBody", 200);
            String kind = form.optionalText("receivingClass", 40);
            var to = form.optionalDate("to");
            form.check();
            points.change(id, form.version(), name, body, kind, to);
        } catch (Invalid e) {
            var again = page(point, form.ok() ? form.refused(e) : form, false, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var again = page(point(id), form.with("version", point(id).version()), true, frames.texts(request));
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.done(redirect, "monitoring.point.changed");
        return new ModelAndView("redirect:/monitoring/points/" + id);
    }

    private PointRow point(int id) {
        var point = queries.require(id);
        access.require(Permission.MONITORING_EDIT, new UnitId(point.unitId()));
        return point;
    }

    private static ModelAndView page(PointRow point, Form form, boolean changed, Texts t) {
        var ask = Ask.of(form, "/monitoring/points/" + point.id() + "/change", "/monitoring/points/" + point.id())
                .hidden("version")
                .field("name.en", t.of("monitoring.col.nameEn"), "text")
                .optional("name.zh", t.of("monitoring.col.nameZh"), "text", "")
                .optional("receivingBody", t.of("monitoring.fact.receiving"), "text", "")
                .optional(
                        "receivingClass",
                        t.of("monitoring.point.class"),
                        "text",
                        t.of("monitoring.point.change.classHint"))
                .optional("to", t.of("monitoring.point.change.to"), "date", t.of("monitoring.point.change.toHint"))
                .button("change", t.of("monitoring.point.change.do"), true);
        return new ModelAndView("monitoring/web/pointChange", "page", new ChangePage(point, ask, changed));
    }
}
