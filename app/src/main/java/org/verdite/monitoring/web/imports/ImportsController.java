package org.verdite.monitoring.web.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.IntakeRow;
import org.verdite.monitoring.intake.IntakeState;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The four steps of an import, each with its own address.
@Controller
class ImportsController {

    private static final String BASE = "/monitoring/imports";

    private final Intake intake;
    private final ImportQueries queries;
    private final ImportPages pages;
    private final Access access;
    private final Frames frames;

    ImportsController(Intake intake, ImportQueries queries, ImportPages pages, Access access, Frames frames) {
        this.intake = intake;
        this.queries = queries;
        this.pages = pages;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping(BASE)
    ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/imports/imports",
                "page",
                new ImportsPage(filters, queries.list(filters), access.mayAnywhere(Permission.MONITORING_IMPORT)));
    }

    @GetMapping(BASE + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t, "monitoring.import.", "file", "source", "lines", "loaded", "notLoaded", "uploaded", "state");
        var rows = Page.all(Filters.of(request), queries::list)
                .map(i -> Sheet.row(
                        i.file(),
                        i.source(),
                        i.lines(),
                        i.loaded(),
                        i.rejected(),
                        t.time(i.at()),
                        t.of("monitoring.import.state." + i.state())));
        new Sheet("imports", heads, rows).write(format, response);
    }

    @GetMapping(BASE + "/new")
    ModelAndView choose(HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.MONITORING_IMPORT)) {
            throw new NotPermitted(Permission.MONITORING_IMPORT.name());
        }
        var form = Form.empty();
        if (request.getAttribute(Frames.UNIT) instanceof Integer unit) {
            form.with("unit", unit);
        }
        return upload(form, request);
    }

    private ModelAndView upload(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "monitoring/web/imports/importNew",
                "page",
                new ImportNewPage(form, queries.units(frames.texts(request))));
    }

    @PostMapping(BASE)
    ModelAndView upload(
            @RequestParam(required = false) @Nullable List<MultipartFile> file,
            @RequestParam Map<String, String> params,
            HttpServletRequest request)
            throws IOException {
        var form = Form.of(params);
        try {
            int unit = form.integer("unit", 1, Integer.MAX_VALUE);
            var sent = file == null ? List.<MultipartFile>of() : file;
            if (sent.isEmpty() || sent.stream().allMatch(MultipartFile::isEmpty)) {
                form.problem("file", "monitoring.file.empty");
            }
            form.check();
            long id = ImportContent.register(intake, sent, new UnitId(unit), null);
            return new ModelAndView("redirect:" + BASE + "/" + id + "/mapping");
        } catch (Invalid e) {
            var page = upload(form.ok() ? form.refused(e) : form, request);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    @GetMapping(BASE + "/{id:\\d{1,9}}")
    ModelAndView open(@PathVariable long id, HttpServletRequest request) {
        var row = intake.require(id);
        return switch (row.state()) {
            case UPLOADED -> new ModelAndView("redirect:" + BASE + "/" + id + "/mapping");
            case MAPPED, DRY_RUN, FAILED, CANCELLED -> new ModelAndView("redirect:" + BASE + "/" + id + "/dry-run");
            case LOADING, LOADED -> loaded(row, request);
        };
    }

    private ModelAndView loaded(IntakeRow row, HttpServletRequest request) {
        return new ModelAndView(
                "monitoring/web/imports/importLoaded", "page", pages.loaded(row, frames.texts(request)));
    }

    @GetMapping(BASE + "/{id:\\d{1,9}}/mapping")
    ModelAndView mapping(@PathVariable long id, HttpServletRequest request) {
        var spec = intake.proposal(id, null);
        return mapping(id, MappingForm.filled(spec), request);
    }

    private ModelAndView mapping(long id, Form form, HttpServletRequest request) {
        return new ModelAndView(
                "monitoring/web/imports/importMapping", "page", pages.mapping(id, form, frames.texts(request)));
    }

    @PostMapping(BASE + "/{id:\\d{1,9}}/mapping")
    ModelAndView map(@PathVariable long id, @RequestParam Map<String, String> params, HttpServletRequest request) {
        var form = Form.of(params);
        try {
            intake.map(id, MappingForm.read(form, intake.proposal(id, null)));
            intake.startDryRun(id);
            return new ModelAndView("redirect:" + BASE + "/" + id + "/dry-run");
        } catch (Invalid e) {
            var page = mapping(id, form.ok() ? form.refused(e) : form, request);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        } catch (Conflict e) {
            form.problem("", "ui.conflict.again");
            var page = mapping(id, form, request);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
    }

    @PostMapping(BASE + "/{id:\\d{1,9}}/sheet")
    ModelAndView sheet(
            @PathVariable long id, @RequestParam(defaultValue = "") String sheet, HttpServletRequest request) {
        try {
            intake.chooseSheet(id, sheet);
            return new ModelAndView("redirect:" + BASE + "/" + id + "/mapping");
        } catch (Invalid e) {
            var form = MappingForm.filled(intake.proposal(id, null)).refused(e);
            var page = mapping(id, form, request);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    @GetMapping(BASE + "/{id:\\d{1,9}}/content")
    ResponseEntity<Resource> content(@PathVariable long id) {
        return ImportContent.answer(intake.require(id), intake.original(id));
    }

    @GetMapping(BASE + "/{id:\\d{1,9}}/dry-run")
    ModelAndView dryRun(@PathVariable long id, HttpServletRequest request) {
        var state = intake.require(id).state();
        if (state == IntakeState.LOADING || state == IntakeState.LOADED) {
            return new ModelAndView("redirect:" + BASE + "/" + id);
        }
        return new ModelAndView("monitoring/web/imports/importDryRun", "page", pages.dryRun(id, frames.texts(request)));
    }

    @PostMapping(BASE + "/{id:\\d{1,9}}/answers")
    String answer(@PathVariable long id, @RequestParam Map<String, String> params) {
        intake.map(id, MappingForm.answered(Form.of(params), intake.proposal(id, null)));
        intake.startDryRun(id);
        return "redirect:" + BASE + "/" + id + "/dry-run";
    }

    @PostMapping(BASE + "/{id:\\d{1,9}}/load")
    String load(@PathVariable long id) {
        intake.startLoad(id);
        return "redirect:" + BASE + "/" + id;
    }

    @PostMapping(BASE + "/{id:\\d{1,9}}/cancel")
    String cancel(@PathVariable long id, RedirectAttributes redirect) {
        intake.cancel(id);
        Flash.done(redirect, "monitoring.import.cancelled");
        return "redirect:" + BASE;
    }

    @GetMapping(BASE + "/{id:\\d{1,9}}/rejects.csv")
    void rejects(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        queries.rejects(id, frames.texts(request)).write("csv", response);
    }
}
