package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The list of people.
@Controller
class PeopleController {

    record PeoplePage(
            Filters filters,
            Page<PeopleQueries.PersonLine> list,
            Map<String, String> kinds,
            Map<String, String> employments,
            boolean mayEdit) {}

    private final Frames frames;
    private final PeopleQueries queries;
    private final Access access;

    PeopleController(Frames frames, PeopleQueries queries, Access access) {
        this.frames = frames;
        this.queries = queries;
        this.access = access;
    }

    @GetMapping("/organisation/people")
    ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        var t = frames.texts(request);
        return new ModelAndView(
                "organisation/web/people",
                "page",
                new PeoplePage(
                        filters,
                        queries.list(filters),
                        Choices.of("positionKind", Choices.POSITION_KINDS, t),
                        Choices.of("employment", Choices.EMPLOYMENTS, t),
                        access.mayAnywhere(Permission.PEOPLE_EDIT)));
    }

    @GetMapping("/organisation/people/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        var rows = Page.all(Filters.of(request), queries::list)
                .map(p -> Arrays.<@Nullable Object>asList(
                        p.code(),
                        p.name().texts().getOrDefault("en", ""),
                        p.name().texts().getOrDefault("zh", ""),
                        t.of(p.unitName()),
                        t.of(p.post()),
                        p.kind() == null ? "" : t.of("organisation.positionKind." + p.kind()),
                        t.of("organisation.employment." + p.employment()),
                        t.of(p.contractor()),
                        p.email()));
        new Sheet(
                        "people",
                        List.of(
                                t.of("organisation.person.code"),
                                t.of("organisation.person.nameEn"),
                                t.of("organisation.person.nameZh"),
                                t.of("organisation.person.unit"),
                                t.of("organisation.person.post"),
                                t.of("organisation.position.kind"),
                                t.of("organisation.person.employment"),
                                t.of("organisation.contractor"),
                                t.of("organisation.person.email")),
                        rows)
                .write(format, response);
    }
}
