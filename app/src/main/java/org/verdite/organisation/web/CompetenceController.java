package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Competences;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Posts;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// What posts ask for and what is missing of it: as a list, as a matrix, the catalogue, and what one person has shown.
@Controller
class CompetenceController {

    private static final String BASE = "/organisation/competence";

    record ListPage(
            Filters filters,
            CompetenceQueries.Counts counts,
            Page<CompetenceQueries.Row> list,
            Map<String, String> competences) {}

    record MatrixPage(
            Filters filters, List<CompetenceQueries.Competence> competences, Page<CompetenceQueries.Line> list) {}

    record CataloguePage(
            List<CompetenceQueries.Competence> competences,
            Map<String, String> kinds,
            boolean mayChange,
            boolean mayRequire,
            Form form) {}

    record TrainingPage(
            PeopleQueries.Person person,
            List<CompetenceQueries.Training> trainings,
            Map<String, String> competences,
            boolean mayEdit,
            Form form) {}

    private final CompetenceQueries queries;
    private final PeopleQueries people;
    private final Competences competences;
    private final Posts posts;
    private final Access access;
    private final Frames frames;

    CompetenceController(
            CompetenceQueries queries,
            PeopleQueries people,
            Competences competences,
            Posts posts,
            Access access,
            Frames frames) {
        this.queries = queries;
        this.people = people;
        this.competences = competences;
        this.posts = posts;
        this.access = access;
        this.frames = frames;
    }

    static State sign(CompetenceQueries.Standing standing) {
        return switch (standing) {
            case MISSING, EXPIRED -> State.BAD;
            case SOON -> State.WARN;
            case MET -> State.OK;
        };
    }

    @GetMapping(BASE)
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var shown = queries.shown(filters, t);
        return new ModelAndView(
                "organisation/web/competence",
                "page",
                new ListPage(filters, shown.counts(), shown.list(), queries.choices(t)));
    }

    @GetMapping(BASE + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "competence",
                        Sheet.heads(
                                t, "organisation.competence.col.", "person", "post", "where", "what", "state", "until"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.name(),
                                        r.post(),
                                        r.where(),
                                        r.what(),
                                        t.of("organisation.competence." + r.standing()),
                                        r.until())))
                .write(format, response);
    }

    @GetMapping(BASE + "/matrix")
    ModelAndView matrix(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "organisation/web/competenceMatrix",
                "page",
                new MatrixPage(filters, queries.catalogue(t), queries.matrix(filters, t)));
    }

    @GetMapping(BASE + "/matrix/export")
    void matrix(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var all = queries.catalogue(t);
        var heads = Stream.concat(
                        Sheet.heads(t, "organisation.competence.col.", "person", "where").stream(),
                        all.stream().map(CompetenceQueries.Competence::name))
                .toList();
        var rows = Page.all(Filters.of(request), f -> queries.matrix(f, t))
                .map(l -> Stream.<@Nullable Object>concat(
                                Stream.of(l.name(), l.where()), all.stream().map(c -> {
                                    var cell = l.cells().get(c.id());
                                    return cell == null ? "" : t.of("organisation.competence." + cell.standing());
                                }))
                        .toList());
        new Sheet("competence-matrix", heads, rows).write(format, response);
    }

    @GetMapping(BASE + "/catalogue")
    ModelAndView catalogue(HttpServletRequest request) {
        return catalogue(Form.empty(), frames.texts(request));
    }

    private ModelAndView catalogue(Form form, Texts t) {
        return new ModelAndView(
                "organisation/web/competenceCatalogue",
                "page",
                new CataloguePage(
                        queries.catalogue(t),
                        Choices.of("positionKind", Choices.POSITION_KINDS, t),
                        competences.mayChange(),
                        access.mayAnywhere(Permission.PEOPLE_EDIT),
                        form));
    }

    @PostMapping(BASE)
    ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        return Steps.take(
                params,
                redirect,
                BASE + "/catalogue",
                "organisation.competence.added",
                f -> {
                    String code = f.text("code", 40);
                    var name = f.texts("name", 200);
                    Integer months = f.has("months") ? f.integer("months", 1, 240) : null;
                    f.check();
                    competences.add(code, name, months);
                },
                (form, _) -> catalogue(form, frames.texts(request)));
    }

    @PostMapping(BASE + "/require")
    ModelAndView require(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        return Steps.take(
                params,
                redirect,
                BASE + "/catalogue",
                "organisation.competence.required",
                f -> {
                    int competence = f.integer("competence", 1, Integer.MAX_VALUE);
                    if (f.has("position") == f.has("kind")) {
                        f.problem("kind", "organisation.competence.invalid.either");
                    }
                    f.check();
                    if (f.has("kind")) {
                        competences.require(competence, f.typed("kind"));
                    } else {
                        competences.require(competence, posts.byCode(f.typed("position")));
                    }
                },
                (form, _) -> catalogue(form, frames.texts(request)));
    }

    @PostMapping("/organisation/requirements/{id}/release")
    ModelAndView release(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return Steps.take(
                params,
                redirect,
                BASE + "/catalogue",
                "organisation.competence.released",
                _ -> competences.release(id),
                (form, _) -> catalogue(form, frames.texts(request)));
    }

    @GetMapping("/organisation/people/{id}/training")
    ModelAndView training(@PathVariable int id, HttpServletRequest request) {
        return training(id, Form.empty(), frames.texts(request));
    }

    private ModelAndView training(int id, Form form, Texts t) {
        var person = people.require(id);
        return new ModelAndView(
                "organisation/web/training",
                "page",
                new TrainingPage(
                        person,
                        queries.of(id, t),
                        queries.choices(t),
                        access.may(Permission.PEOPLE_EDIT, new UnitId(person.unit())),
                        form));
    }

    @PostMapping("/organisation/people/{id}/training")
    ModelAndView shown(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        people.require(id);
        return Steps.take(
                params,
                redirect,
                "/organisation/people/" + id + "/training",
                "organisation.competence.shown",
                f -> {
                    int competence = f.integer("competence", 1, Integer.MAX_VALUE);
                    var on = f.date("on");
                    var until = f.optionalDate("until");
                    String provider = f.optionalText("provider", 200);
                    String certificate = f.optionalText("certificate", 100);
                    f.check();
                    competences.shown(
                            new PersonId(id),
                            competence,
                            on,
                            until == null ? null : until.plusDays(1),
                            provider,
                            certificate);
                },
                (form, _) -> training(id, form, frames.texts(request)));
    }

    @PostMapping("/organisation/people/{id}/training/{training}/withdraw")
    ModelAndView withdraw(
            @PathVariable int id,
            @PathVariable long training,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        people.require(id);
        return Steps.take(
                params,
                redirect,
                "/organisation/people/" + id + "/training",
                "organisation.competence.withdrawn",
                f -> competences.withdraw(training, f.typed("why")),
                (form, _) -> training(id, form, frames.texts(request)));
    }
}
