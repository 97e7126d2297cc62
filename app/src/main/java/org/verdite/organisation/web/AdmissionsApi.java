package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Admission;
import org.verdite.organisation.AdmissionBar;
import org.verdite.organisation.Admissions;
import org.verdite.shared.SiteId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Contractors' admissions to sites.
@RestController
@Tag(name = "organisation")
class AdmissionsApi {

    private static final String BASE = "/api/organisation/admissions";

    record Body(
            @Nullable Integer contractor,
            @Nullable Integer site,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String work) {}

    record StepBody(@Nullable Integer version, @Nullable String why) {}

    record Told(
            String what,
            String code,
            String message,
            @Nullable String path) {}

    /// @param against what stands against it now
    record Answer(Admission admission, List<Told> against) {}

    private final Admissions admissions;
    private final ContractorsQueries contractors;
    private final Frames frames;

    AdmissionsApi(Admissions admissions, ContractorsQueries contractors, Frames frames) {
        this.admissions = admissions;
        this.contractors = contractors;
        this.frames = frames;
    }

    @Narrowed(by = {"state", "contractor"})
    @GetMapping(BASE)
    @Operation(summary = "Admissions of contractors to sites; filters state, contractor")
    ApiList<Answer> list(HttpServletRequest request) {
        var filters = Filters.of(request);
        Texts t = frames.texts(request);
        var all = admissions.list(
                filters.has("contractor") ? filters.integer("contractor") : null, AdmissionsController.state(filters));
        var against = admissions.against(all);
        return ApiList.all(all.stream()
                .map(a -> answer(a, against.getOrDefault(a.id(), List.of()), t))
                .toList());
    }

    @PostMapping(BASE)
    @Operation(summary = "Ask for a contractor's admission to a site; until is the first day it no longer holds")
    ResponseEntity<Answer> ask(@RequestBody Body body, HttpServletRequest request) {
        int contractor = Need.of("contractor", body.contractor());
        contractors.require(contractor);
        var made = admissions.ask(
                contractor,
                new SiteId(Need.of("site", body.site())),
                Need.of("from", body.from()),
                Need.of("until", body.until()),
                Need.or(body.work(), ""));
        return ResponseEntity.created(URI.create(BASE + "/" + made.id())).body(answer(made, frames.texts(request)));
    }

    @GetMapping(BASE + "/{id}")
    @Operation(summary = "One admission, with what stands against it")
    Answer one(@PathVariable long id, HttpServletRequest request) {
        return answer(admissions.get(id), frames.texts(request));
    }

    @PostMapping(BASE + "/{id}/admit")
    @Operation(summary = "Admit; refused with each reason that stands against it. Needs the version that was read")
    Answer admit(@PathVariable long id, @RequestBody StepBody body, HttpServletRequest request) {
        admissions.get(id);
        admissions.admit(id, Need.of("version", body.version()));
        return answer(admissions.get(id), frames.texts(request));
    }

    @PostMapping(BASE + "/{id}/withdraw")
    @Operation(summary = "Put aside what waits, or end an admission, with why; needs the version that was read")
    Answer withdraw(@PathVariable long id, @RequestBody StepBody body, HttpServletRequest request) {
        admissions.get(id);
        admissions.withdraw(id, Need.of("version", body.version()), Need.of("why", body.why()));
        return answer(admissions.get(id), frames.texts(request));
    }

    private Answer answer(Admission admission, Texts t) {
        return answer(admission, admissions.against(admission), t);
    }

    private static Answer answer(Admission admission, List<AdmissionBar.Reason> against, Texts t) {
        return new Answer(
                admission,
                against.stream()
                        .map(r -> new Told(r.what(), r.key(), AdmissionsController.says(t, r), r.path()))
                        .toList());
    }
}
