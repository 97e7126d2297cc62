package org.verdite.monitoring.web.sampling;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.equipment.Laboratories;
import org.verdite.monitoring.equipment.Laboratories.NewAccreditation;
import org.verdite.monitoring.web.sampling.EquipmentApi.Made;
import org.verdite.monitoring.web.sampling.EquipmentApi.ReasonBody;
import org.verdite.monitoring.web.sampling.LaboratoryQueries.Accreditation;
import org.verdite.monitoring.web.sampling.LaboratoryQueries.LaboratoryRow;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Laboratories and their accreditations.
@Controller
class LaboratoryController {

    record LaboratoriesPage(Filters filters, Page<LaboratoryRow> list, Form form, boolean mayEdit) {}

    record LaboratoryPage(
            LaboratoryRow row, List<Accreditation> all, LocalDate today, String on, Form form, boolean mayEdit) {

        /// What was typed there, or how it stands.
        Form formOf(String part) {
            if (part.equals(on)) {
                return form;
            }
            return part.equals("name")
                    ? Form.empty()
                            .with("version", row.version())
                            .with("name.en", row.name().texts().get("en"))
                            .with("name.zh", row.name().texts().get("zh"))
                            .with("own", row.own())
                            .with("address", row.address())
                    : Form.empty();
        }
    }

    record LaboratoryJson(
            int id,
            String code,
            LocalText name,
            boolean own,
            String address,
            int methods,
            @Nullable LocalDate ends,
            int version) {}

    record Listed(List<LaboratoryJson> items, String next) {}

    record Detail(LaboratoryJson laboratory, List<Accreditation> accreditations) {}

    record LaboratoryBody(
            @Nullable String code,
            @Nullable String nameEn,
            @Nullable String nameZh,
            @Nullable Boolean own,
            @Nullable String address,
            @Nullable Integer version) {}

    record AccreditationBody(
            @Nullable String method,
            @Nullable List<String> parameters,
            @Nullable String body,
            @Nullable String number,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    private final LaboratoryQueries queries;
    private final Laboratories laboratories;
    private final Frames frames;

    LaboratoryController(LaboratoryQueries queries, Laboratories laboratories, Frames frames) {
        this.queries = queries;
        this.laboratories = laboratories;
        this.frames = frames;
    }

    @GetMapping("/monitoring/laboratories")
    public ModelAndView list(HttpServletRequest request) {
        return list(Form.empty(), request);
    }

    private ModelAndView list(Form form, HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/sampling/laboratories",
                "page",
                new LaboratoriesPage(filters, queries.page(filters), form, laboratories.mayEdit()));
    }

    @GetMapping("/monitoring/laboratories/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var today = queries.today();
        var rows = Page.all(Filters.of(request), queries::page)
                .flatMap(l -> queries.accreditations(l.id()).stream()
                        .map(a -> Sheet.row(
                                l.code(),
                                t.of(l.name()),
                                a.method(),
                                String.join(" ", a.parameters()),
                                a.body(),
                                a.number(),
                                a.from(),
                                a.to(),
                                t.of("monitoring.accreditation.state." + a.state(today)))));
        new Sheet(
                        "laboratories",
                        Sheet.heads(
                                t,
                                "monitoring.laboratory.col.",
                                "code",
                                "name",
                                "method",
                                "parameters",
                                "body",
                                "number",
                                "from",
                                "to",
                                "state"),
                        rows)
                .write(format, response);
    }

    @PostMapping("/monitoring/laboratories")
    public ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        int id;
        try {
            String code = form.text("code", 40);
            var name = form.texts("name", 200);
            String address = form.optionalText("address", 500);
            form.check();
            id = laboratories.add(code, name, form.ticked("own"), address);
        } catch (Invalid e) {
            var again = list(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.laboratory.added");
        return back(id);
    }

    private static ModelAndView back(int id) {
        return new ModelAndView("redirect:/monitoring/laboratories/" + id);
    }

    @GetMapping("/monitoring/laboratories/{id}")
    public ModelAndView show(@PathVariable int id) {
        return page(id, "", Form.empty());
    }

    private ModelAndView page(int id, String on, Form form) {
        return new ModelAndView(
                "monitoring/web/sampling/laboratory",
                "page",
                new LaboratoryPage(
                        queries.require(id),
                        queries.accreditations(id),
                        queries.today(),
                        on,
                        form,
                        laboratories.mayEdit()));
    }

    private ModelAndView again(int id, String on, Form form, Invalid problem) {
        var again = page(id, on, form.ok() ? form.refused(problem) : form);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @PostMapping("/monitoring/laboratories/{id}")
    public ModelAndView change(
            @PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var name = form.texts("name", 200);
            String address = form.optionalText("address", 500);
            form.check();
            laboratories.change(id, form.version(), name, form.ticked("own"), address);
        } catch (Invalid e) {
            return again(id, "name", form, e);
        } catch (Conflict e) {
            Flash.refused(redirect, "monitoring.instrument.conflict");
            return back(id);
        }
        Flash.done(redirect, "monitoring.instrument.saved");
        return back(id);
    }

    @PostMapping("/monitoring/laboratories/{id}/accreditations")
    public ModelAndView accredit(
            @PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var accreditation = new NewAccreditation(
                    form.text("method", 120),
                    codes(form.text("parameters", 4000)),
                    form.optionalText("body", 120),
                    form.optionalText("number", 120),
                    form.date("from"),
                    form.optionalDate("to"));
            form.check();
            laboratories.accredit(id, accreditation);
        } catch (Invalid e) {
            return again(id, "accreditation", form, e);
        }
        Flash.done(redirect, "monitoring.laboratory.accredited");
        return back(id);
    }

    /// Codes as people separate them.
    static List<String> codes(String text) {
        return Arrays.stream(text.split("[\\s,;，；、]+"))
                .filter(c -> !c.isEmpty())
                .toList();
    }

    @PostMapping("/monitoring/laboratories/{id}/accreditations/{accreditation}/withdraw")
    public ModelAndView withdraw(
            @PathVariable int id,
            @PathVariable int accreditation,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        queries.require(id);
        try {
            laboratories.withdraw(id, accreditation, reason);
            Flash.done(redirect, "monitoring.laboratory.withdrawn");
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        } catch (Invalid e) {
            Flash.refused(
                    redirect,
                    "monitoring.refused.field",
                    e.problems().getFirst().field());
        }
        return back(id);
    }

    private static LaboratoryJson json(LaboratoryRow l) {
        return new LaboratoryJson(l.id(), l.code(), l.name(), l.own(), l.address(), l.methods(), l.ends(), l.version());
    }

    @Narrowed(by = "q")
    @GetMapping("/api/monitoring/laboratories")
    @ResponseBody
    @Operation(summary = "Laboratories, with how many methods they are accredited for today")
    public Listed listed(HttpServletRequest request) {
        var page = queries.page(Filters.of(request));
        return new Listed(page.rows().stream().map(LaboratoryController::json).toList(), page.next());
    }

    @PostMapping("/api/monitoring/laboratories")
    @ResponseBody
    @Operation(summary = "Add a laboratory; own says that it belongs to the group")
    public ResponseEntity<Made> made(@RequestBody LaboratoryBody body) {
        int id = laboratories.add(
                Body.text(body.code()), name(body), Boolean.TRUE.equals(body.own()), Body.text(body.address()));
        return ResponseEntity.created(URI.create("/api/monitoring/laboratories/" + id))
                .body(new Made(id));
    }

    private static LocalText name(LaboratoryBody body) {
        String en = Body.text(body.nameEn());
        String zh = Body.text(body.nameZh());
        if (en.isBlank() && zh.isBlank()) {
            throw new Invalid("nameEn", "ui.form.required");
        }
        return LocalText.of(en, zh, en.isBlank() ? "zh" : "en");
    }

    @GetMapping("/api/monitoring/laboratories/{id}")
    @ResponseBody
    @Operation(summary = "One laboratory with its accreditations, those that were withdrawn too")
    public Detail detail(@PathVariable int id) {
        return new Detail(json(queries.require(id)), queries.accreditations(id));
    }

    @PutMapping("/api/monitoring/laboratories/{id}")
    @ResponseBody
    @Operation(
            summary = "Change a laboratory's name, address and whether it is the group's own; version as it was read")
    public Detail changed(@PathVariable int id, @RequestBody LaboratoryBody body) {
        laboratories.change(
                id,
                body.version() == null ? -1 : body.version(),
                name(body),
                Boolean.TRUE.equals(body.own()),
                Body.text(body.address()));
        return detail(id);
    }

    @PostMapping("/api/monitoring/laboratories/{id}/accreditations")
    @ResponseBody
    @Operation(summary = "Enter an accreditation for a method and its parameters")
    public Made accredited(@PathVariable int id, @RequestBody AccreditationBody body) {
        return new Made(laboratories.accredit(
                id,
                new NewAccreditation(
                        Body.text(body.method()),
                        body.parameters() == null ? List.of() : body.parameters(),
                        Body.text(body.body()),
                        Body.text(body.number()),
                        Body.needed("from", body.from()),
                        body.to())));
    }

    @PostMapping("/api/monitoring/laboratories/{id}/accreditations/{accreditation}/withdraw")
    @ResponseBody
    @Operation(summary = "An accreditation was entered wrongly: it holds no more and stays readable")
    public Detail withdrawn(@PathVariable int id, @PathVariable int accreditation, @RequestBody ReasonBody body) {
        laboratories.withdraw(id, accreditation, Body.text(body.reason()));
        return detail(id);
    }
}
