package org.verdite.monitoring.web.imports;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.register.RegisterSheet;
import org.verdite.monitoring.register.Registers;
import org.verdite.monitoring.register.Registers.Outcome;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Points, permits and limits as a workbook: the template, the trial, the taking in.
@Controller
class RegisterController {

    private static final String BASE = "/monitoring/registers";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// @param file fingerprint of the workbook that was tried out; empty before
    record RegisterPage(Form form, String file, @Nullable Outcome outcome, boolean mayLoad) {}

    record Told(String cell, String message) {}

    record Answer(
            String file, int lines, int bad, List<Registers.Counted> sheets, List<Told> problems, boolean stored) {}

    private final Registers registers;
    private final Access access;
    private final Frames frames;

    RegisterController(Registers registers, Access access, Frames frames) {
        this.registers = registers;
        this.access = access;
        this.frames = frames;
    }

    private boolean may() {
        return access.mayAnywhere(Permission.MONITORING_EDIT) || access.mayAnywhere(Permission.OBLIGATIONS_EDIT);
    }

    @GetMapping(BASE)
    public ModelAndView begin() {
        return page(Form.empty(), "", null);
    }

    private ModelAndView page(Form form, String file, @Nullable Outcome outcome) {
        return new ModelAndView(
                "monitoring/web/imports/registerTrial", "page", new RegisterPage(form, file, outcome, may()));
    }

    @GetMapping(BASE + "/template")
    public void template(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Texts t = frames.texts(request);
        String name = URLEncoder.encode(t.of("monitoring.register.file") + ".xlsx", StandardCharsets.UTF_8)
                .replace("+", "%20");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
        response.setContentType(XLSX);
        RegisterTemplate.write(t, response.getOutputStream());
    }

    @PostMapping(BASE)
    public ModelAndView upload(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        try {
            return new ModelAndView("redirect:" + BASE + "/" + keep(file));
        } catch (Invalid e) {
            var again = page(Form.empty().refused(e), "", null);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private String keep(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new Invalid("file", "monitoring.file.empty");
        }
        try (var in = file.getInputStream()) {
            return registers.keep(in);
        }
    }

    @GetMapping(BASE + "/{file:[0-9a-f]{64}}")
    public ModelAndView trial(@PathVariable String file) {
        return page(Form.empty(), file, registers.tryOut(file));
    }

    @PostMapping(BASE + "/{file:[0-9a-f]{64}}")
    public ModelAndView load(
            @PathVariable String file, @RequestParam(defaultValue = "all") String how, RedirectAttributes redirect) {
        var outcome = registers.load(file, how.equals("good"));
        if (!outcome.stored()) {
            var again = page(Form.empty(), file, outcome);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        int added = outcome.sheets().stream().mapToInt(Registers.Counted::added).sum();
        int changed =
                outcome.sheets().stream().mapToInt(Registers.Counted::changed).sum();
        Flash.done(redirect, "monitoring.register.done", added, changed, outcome.bad());
        return new ModelAndView("redirect:" + BASE + "/" + file);
    }

    @GetMapping("/api/monitoring/registers/template")
    @ResponseBody
    @Operation(summary = "The empty workbook of registers: points, permits, limits; in the reader's language")
    public void templateOf(HttpServletRequest request, HttpServletResponse response) throws IOException {
        template(request, response);
    }

    /// @param how `try` stores nothing, `all` stores all or nothing, `good` leaves out what has a problem
    @PostMapping(
            path = "/api/monitoring/registers",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "Bring registers as a workbook: try it out, or take it in",
            description = "how: try (stores nothing), all (all or nothing) or good (without the lines that have a"
                    + " problem). The same workbook twice changes nothing. Each problem names its cell, as Points!C7.")
    public ResponseEntity<Answer> bring(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "try") String how,
            HttpServletRequest request)
            throws IOException {
        if (!List.of("try", "all", "good").contains(how)) {
            throw new Invalid("how", "ui.form.choice", how);
        }
        String kept = keep(file);
        var outcome = how.equals("try") ? registers.tryOut(kept) : registers.load(kept, how.equals("good"));
        Texts t = frames.texts(request);
        boolean refused = how.equals("all") && !outcome.stored();
        return ResponseEntity.status(refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .body(new Answer(
                        kept,
                        outcome.lines(),
                        outcome.bad(),
                        outcome.sheets(),
                        outcome.problems().stream()
                                .map(p -> new Told(p.cell(), words(t, p)))
                                .toList(),
                        outcome.stored()));
    }

    static String words(Texts t, Registers.Problem problem) {
        return t.of(problem.key(), problem.args().toArray());
    }

    static String sheet(Texts t, RegisterSheet sheet) {
        return t.of("monitoring.register.sheet." + sheet);
    }
}
