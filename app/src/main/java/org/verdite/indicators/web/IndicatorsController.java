package org.verdite.indicators.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.indicators.Boundaries;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figures;
import org.verdite.indicators.Group;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// What the figures mean.
@Controller
class IndicatorsController {

    /// @param supplied true when a room supplies its values
    record Line(Definition definition, boolean supplied) {}

    record Listed(List<Line> lines) {}

    record Page(List<Definition> versions, boolean mayEdit, Map<String, String> boundaries, Form form) {}

    private final Frames frames;
    private final Definitions definitions;
    private final Figures figures;
    private final Group group;

    IndicatorsController(Frames frames, Definitions definitions, Figures figures, Group group) {
        this.frames = frames;
        this.definitions = definitions;
        this.figures = figures;
        this.group = group;
    }

    @GetMapping("/indicators")
    public ModelAndView list() {
        return new ModelAndView(
                "indicators/web/list",
                "page",
                new Listed(definitions.all().stream()
                        .map(d -> new Line(d, figures.supplies(d.code())))
                        .toList()));
    }

    @GetMapping("/indicators/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t, "indicators.head.", "code", "name", "formula", "unit", "boundary", "version", "validFrom");
        var rows = definitions.all().stream()
                .map(d -> Sheet.row(
                        d.code(),
                        t.of(d.name()),
                        t.of(d.formula()),
                        t.or("indicators.unit." + d.unit(), d.unit()),
                        t.of("indicators.boundary." + d.boundary()),
                        d.version(),
                        d.validFrom()));
        new Sheet("indicators", heads, rows).write(format, response);
    }

    @GetMapping("/indicators/{code}")
    public ModelAndView definition(@PathVariable String code, HttpServletRequest request) {
        var versions = versions(code);
        var d = versions.getFirst();
        var form = Form.empty()
                .with("name.en", d.name().texts().get("en"))
                .with("name.zh", d.name().texts().get("zh"))
                .with("boundary", d.boundary());
        return page(versions, form, frames.texts(request));
    }

    private List<Definition> versions(String code) {
        var versions = definitions.versions(code);
        if (versions.isEmpty()) {
            throw new NotHere("indicator " + code);
        }
        return versions;
    }

    private ModelAndView page(List<Definition> versions, Form form, Texts t) {
        var boundaries = new LinkedHashMap<String, String>();
        Boundaries.ALL.forEach(b -> boundaries.put(b, t.of("indicators.boundary." + b)));
        return new ModelAndView(
                "indicators/web/definition",
                "page",
                new Page(versions, group.may(Permission.TARGETS_EDIT), boundaries, form));
    }

    @PostMapping("/indicators/{code}")
    public ModelAndView redefine(
            @PathVariable String code,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var name = form.texts("name", 200);
            String boundary = form.text("boundary", 40);
            if (!Boundaries.ALL.contains(boundary)) {
                form.problem("boundary", "ui.form.choice");
            }
            var from = form.date("validFrom");
            form.check();
            int version = definitions.redefine(code, name, boundary, from);
            Flash.done(redirect, "indicators.done.redefined", code, version);
            return new ModelAndView("redirect:/indicators/" + code);
        } catch (Invalid e) {
            var again = page(versions(code), form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
