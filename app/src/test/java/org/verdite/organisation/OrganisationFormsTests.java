package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// The small forms for what happens rarely, and their JSON.
class OrganisationFormsTests extends OrganisationTest {

    @Autowired
    Contractors contractors;

    @Autowired
    LegalEntities entities;

    private String get(MockHttpSession session, String path) {
        for (String language : new String[] {"zh-CN", "en"}) {
            var answer = mvc.get()
                    .uri(path)
                    .session(session)
                    .header("Accept-Language", language)
                    .exchange();
            assertThat(answer).as(path + " in " + language).hasStatusOk();
            if (language.equals("en")) {
                return body(answer);
            }
        }
        return "";
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private MvcTestResult post(MockHttpSession session, String path, String... params) {
        var request = mvc.post().uri(path).session(session).with(csrf());
        for (int i = 0; i < params.length; i += 2) {
            request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult send(HttpMethod method, MockHttpSession session, String path, String json) {
        return mvc.method(method)
                .uri(path)
                .session(session)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private MockHttpSession administrator() {
        return signIn(account(Role.ADMINISTRATOR, top));
    }

    private String codeOf(UnitId unit) {
        return Objects.requireNonNull(trees.today().node(unit.value())).code();
    }

    private <T> T one(String sql, long id, Class<T> type) {
        return apart.system(
                "test",
                () -> jdbc.sql(sql)
                        .param("id", id)
                        .query((rs, _) -> rs.getObject(1, type))
                        .single());
    }

    private PersonId person(UnitId unit) {
        int n = next();
        return system(
                () -> people.add(new NewPerson(unit, "F" + n, LocalText.of("en", "Figure " + n), "f@example.org")));
    }

    @Test
    void a_legal_entity_is_added_changed_held_and_the_share_ended() {
        var session = administrator();
        int n = next();
        String list = "/organisation/legal-entities";
        for (String code : new String[] {"HELD" + n, "OWNER" + n}) {
            assertThat(post(session, list, "name.en", "Company " + code, "code", code, "country", "CN"))
                    .hasRedirectedUrl(list);
        }
        assertThat(post(session, list, "name.en", "Nowhere", "code", "NO" + n, "country", "XX"))
                .hasStatus(422);
        assertThat(get(session, list)).contains("Company HELD" + n);
        int id = apart.system(
                "test",
                () -> jdbc.sql("select id from organisation.legal_entity where code = :code")
                        .param("code", "HELD" + n)
                        .query((rs, _) -> rs.getInt(1))
                        .single());
        String page = list + "/" + id;
        assertThat(post(session, page + "/change", "version", "1", "name.en", "Better name", "country", "CN"))
                .hasRedirectedUrl(page);
        assertThat(post(session, page + "/change", "version", "1", "name.en", "Too late", "country", "CN"))
                .hasStatus(422)
                .bodyText()
                .contains("Too late", "Better name", "saved this while you had it open");
        assertThat(post(
                        session,
                        page + "/holdings",
                        "owner",
                        "OWNER" + n,
                        "share",
                        "0.51",
                        "holdingFrom",
                        "2020-01-01"))
                .hasRedirectedUrl(page);
        assertThat(post(
                        session,
                        page + "/holdings",
                        "owner",
                        "OWNER" + n,
                        "share",
                        "0.0000001",
                        "holdingFrom",
                        "2021-01-01"))
                .hasStatus(422);
        assertThat(get(session, page)).contains("Company OWNER" + n, "51");
        assertThat(body(mvc.get()
                        .uri("/api/organisation/legal-entities/HELD" + n + "/holdings")
                        .session(session)
                        .exchange()))
                .contains("OWNER" + n);
        long holding = one(
                "select id from organisation.holding where entity_id = :id and superseded_at is null", id, Long.class);
        assertThat(send(
                        HttpMethod.POST,
                        session,
                        "/api/organisation/statements/holding/" + holding + "/end",
                        "{\"to\": \"2024-01-01\"}"))
                .hasStatus(204);
        assertThat(one(
                        "select valid_to from organisation.holding where entity_id = :id and superseded_at is null",
                        id,
                        LocalDate.class))
                .isEqualTo("2024-01-01");
    }

    @Test
    void who_administers_a_part_reads_legal_entities_and_changes_none() {
        var session = signIn(account(Role.ADMINISTRATOR, unit(top)));
        int n = next();
        int id = system(() -> entities.add("R" + n, LocalText.of("en", "Read only"), "CN"));
        assertThat(get(session, "/organisation/legal-entities")).doesNotContain("Add a legal entity");
        assertThat(get(session, "/organisation/legal-entities/" + id)).contains("Read only");
        assertThat(post(session, "/organisation/legal-entities", "name.en", "Mine", "code", "M" + n, "country", "CN"))
                .hasStatus(403);
        assertThat(send(
                        HttpMethod.POST,
                        session,
                        "/api/organisation/legal-entities",
                        "{\"code\": \"M%d\", \"name\": {\"en\": \"M\"}, \"country\": \"CN\"}".formatted(n)))
                .hasStatus(403);
    }

    @Test
    void a_merge_is_recorded_on_the_units_page_and_struck_again() {
        var old = unit(top);
        var heir = unit(top);
        var session = administrator();
        String path = "/organisation/units/" + old + "/successors";
        assertThat(get(session, path)).contains("No successor is recorded");
        assertThat(post(
                        session,
                        path,
                        "successor",
                        codeOf(heir),
                        "share",
                        "1",
                        "happened",
                        "2026-01-01",
                        "reason",
                        "merged"))
                .hasRedirectedUrl(path);
        assertThat(post(
                        session,
                        path,
                        "successor",
                        codeOf(heir),
                        "share",
                        "1",
                        "happened",
                        "2026-01-01",
                        "reason",
                        "x"))
                .hasStatus(422);
        assertThat(get(session, "/organisation/units/" + old)).contains("merged");
        long id = one(
                "select id from organisation.succession where unit_id = :id and superseded_at is null",
                old.value(),
                Long.class);
        assertThat(post(session, path + "/" + id + "/strike")).hasStatus(422);
        assertThat(post(session, path + "/" + id + "/strike", "why", "another unit"))
                .hasRedirectedUrl(path);
        assertThat(get(session, path)).contains("No successor is recorded");
    }

    @Test
    void closing_a_unit_too_early_says_when_it_was_opened() {
        var mine = unit(top);
        assertThat(post(
                        administrator(),
                        "/organisation/units/" + mine + "/close",
                        "version",
                        "1",
                        "from",
                        "2019-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("The unit was opened on");
    }

    @Test
    void a_person_is_transferred_employed_elsewhere_and_erased_from_one_page() {
        var before = unit(top);
        var after = unit(top);
        var person = person(before);
        var session = administrator();
        int n = next();
        system(() -> contractors.add(before, "FC" + n, LocalText.of("en", "Firm"), "CN"));
        String path = "/organisation/people/" + person + "/steps";
        get(session, path);
        assertThat(post(session, path + "/transfer", "at", "no such unit")).hasStatus(422);
        assertThat(post(session, path + "/transfer", "at", codeOf(after))).hasStatus(302);
        assertThat(system(() -> people.unitOf(person))).isEqualTo(after);
        assertThat(post(
                        session,
                        path + "/employment",
                        "kind",
                        "CONTRACTOR",
                        "contractor",
                        "NOBODY",
                        "from",
                        "2025-01-01"))
                .hasStatus(422);
        assertThat(post(
                        session,
                        path + "/employment",
                        "kind",
                        "CONTRACTOR",
                        "contractor",
                        "FC" + n,
                        "from",
                        "2025-01-01"))
                .hasStatus(302);
        assertThat(body(mvc.get()
                        .uri("/api/organisation/people/" + person + "/employments")
                        .session(session)
                        .exchange()))
                .contains("CONTRACTOR", "2025-01-01");
        assertThat(send(
                        HttpMethod.POST,
                        session,
                        "/api/organisation/people/" + person + "/employments",
                        "{\"external\": true, \"from\": \"2026-01-01\"}"))
                .hasStatus(204);
        String code = one("select code from organisation.person where id = :id", person.value(), String.class);
        assertThat(post(session, path + "/erase", "code", "something else")).hasStatus(422);
        assertThat(post(session, path + "/erase", "code", code)).hasStatus(302);
        assertThat(get(session, "/organisation/people/" + person))
                .contains("Erased person")
                .doesNotContain("f@example.org");
    }

    @Test
    void a_post_is_changed_and_closed_on_its_page_and_by_the_api() {
        var unit = unit(top);
        int n = next();
        var title = LocalText.of("en", "Post " + n);
        system(() -> posts.establish(new NewPosition("CH" + n, unit, "MANAGER", title, null)));
        int post = system(() -> posts.establish(new NewPosition("PO" + n, unit, "STAFF", title, null)));
        var session = administrator();
        String path = "/organisation/posts/" + post;
        get(session, path);
        String[] change = {"version", "1", "title.en", "Renamed", "kind", "STAFF", "superior", "CH" + n};
        assertThat(post(session, path + "/change", change)).hasRedirectedUrl(path);
        assertThat(get(session, path)).contains("Renamed", "CH" + n);
        assertThat(post(session, path + "/close", "version", "2", "closed", "2026-01-01"))
                .hasRedirectedUrl(path);
        assertThat(send(HttpMethod.POST, session, "/api/organisation/positions/" + post + "/close", "{\"version\": 3}"))
                .hasStatusOk()
                .bodyText()
                .contains("\"closed\":null");
    }

    @Test
    void an_appointment_is_corrected_on_its_page() {
        var unit = unit(top);
        int n = next();
        system(() -> posts.establish(new NewPosition("AP" + n, unit, "STAFF", LocalText.of("en", "Post"), null)));
        var person = person(unit);
        long id = system(() -> posts.appoint(person, "AP" + n, START, null, false));
        var session = signIn(account(Role.SITE_MANAGER, unit));
        String path = "/organisation/statements/appointment/" + id;
        assertThat(get(session, path)).contains("Appointment", "Figure");
        assertThat(mvc.get()
                        .uri("/organisation/statements/nothing/1")
                        .session(session)
                        .exchange())
                .hasStatus(404);
        assertThat(post(session, path + "/correct", "from", "2021-01-01", "to", "2020-01-01", "why", "x"))
                .hasStatus(422);
        assertThat(post(session, path + "/correct", "from", "2021-01-01", "to", "", "why", "came later"))
                .hasRedirectedUrl("/organisation/people/" + person);
        assertThat(get(session, "/organisation/people/" + person)).contains("1 Jan 2021");
        assertThat(mvc.get()
                        .uri(path)
                        .session(signIn(account(Role.OFFICER, unit)))
                        .exchange())
                .as("superseded by now")
                .hasStatus(404);
        long now = one(
                "select id from organisation.appointment where person_id = :id and superseded_at is null",
                person.value(),
                Long.class);
        assertThat(mvc.get()
                        .uri("/organisation/statements/appointment/" + now)
                        .session(signIn(account(Role.OFFICER, unit)))
                        .exchange())
                .hasStatus(403);
        assertThat(send(
                        HttpMethod.POST,
                        session,
                        "/api/organisation/statements/appointment/" + now + "/strike",
                        "{\"why\": \"somebody else\"}"))
                .hasStatus(204);
        assertThat(get(session, "/organisation/people/" + person)).contains("Holds no post");
    }

    @Test
    void a_contractor_is_changed_its_contract_ended_and_a_worker_added() {
        var unit = unit(top);
        int n = next();
        int company = system(() -> contractors.add(unit, "KO" + n, LocalText.of("en", "Firm " + n), "CN"));
        long contract = system(() -> contractors.contract(company, unit, "K-1", "hauling", START, null));
        var person = person(unit);
        String code = one("select code from organisation.person where id = :id", person.value(), String.class);
        var session = signIn(account(Role.SITE_MANAGER, unit));
        String base = "/organisation/contractors/" + company;
        assertThat(get(session, base + "/edit")).contains("hauling");
        assertThat(post(session, base + "/edit", "version", "1", "name.en", "Renamed firm", "country", "CN"))
                .hasRedirectedUrl(base);
        assertThat(post(
                        session,
                        base + "/contracts/" + contract,
                        "version",
                        "1",
                        "work",
                        "hauling",
                        "to",
                        "2019-01-01"))
                .hasStatus(422);
        assertThat(post(
                        session,
                        base + "/contracts/" + contract,
                        "version",
                        "1",
                        "work",
                        "hauling",
                        "to",
                        "2026-01-01"))
                .hasRedirectedUrl(base);
        assertThat(post(session, base + "/workers", "person", "nobody", "from", "2025-01-01"))
                .hasStatus(422);
        assertThat(post(session, base + "/workers", "person", code, "from", "2025-01-01"))
                .hasRedirectedUrl(base);
        assertThat(get(session, base)).contains("Renamed firm", "1 Jan 2026", "Figure");
        assertThat(send(
                        HttpMethod.PATCH,
                        session,
                        "/api/organisation/contracts/" + contract,
                        "{\"version\": 2, \"work\": \"hauling and more\"}"))
                .hasStatus(204);
        assertThat(body(mvc.get()
                        .uri("/api" + base + "/contracts")
                        .session(session)
                        .exchange()))
                .contains("hauling and more");
        assertThat(send(HttpMethod.PATCH, session, "/api" + base, "{\"version\": 2, \"country\": \"CL\"}"))
                .hasStatusOk();
    }

    @Test
    void a_facility_shows_its_life_holder_shapes_and_responsible_units_by_dates() {
        var unit = unit(top);
        var next = unit(top);
        var site = site(unit);
        int n = next();
        system(() -> entities.add("FH" + n, LocalText.of("en", "Holder " + n), "CN"));
        var facility = system(() -> sites.addFacility(
                new NewFacility(site, unit, "D1", LocalText.of("en", "Dam " + n), "TAILINGS_DAM", null, null)));
        var session = administrator();
        String base = "/organisation/facilities/" + facility;
        get(session, base);
        assertThat(post(
                        session,
                        base + "/change",
                        "version",
                        "1",
                        "name.en",
                        "Dam " + n,
                        "lifeState",
                        "CARE",
                        "legalEntity",
                        "FH" + n))
                .hasRedirectedUrl(base);
        String point = "{\"type\":\"Point\",\"coordinates\":[%s,25.1]}";
        assertThat(post(session, base + "/shape", "geojson", point.formatted("100"), "shapeFrom", "2020-01-01"))
                .hasRedirectedUrl(base);
        assertThat(post(session, base + "/shape", "geojson", point.formatted("102"), "shapeFrom", "2027-01-01"))
                .hasRedirectedUrl(base);
        assertThat(post(session, base + "/shape", "geojson", point.formatted("101"), "shapeFrom", "2025-01-01"))
                .hasRedirectedUrl(base);
        assertThat(post(session, base + "/shape", "geojson", "nonsense", "shapeFrom", "2025-01-01"))
                .hasStatus(422);
        assertThat(body(mvc.get()
                        .uri("/api" + base + "/geometry")
                        .session(session)
                        .exchange()))
                .as("the planned shape stays")
                .contains("[102,25.1]", "\"from\":\"2025-01-01\",\"to\":\"2027-01-01\"", "\"to\":\"2025-01-01\"");
        assertThat(post(session, base + "/hand-over", "at", codeOf(next), "from", "2026-02-01"))
                .hasRedirectedUrl(base);
        assertThat(get(session, base))
                .contains("care and maintenance", "Holder " + n, codeName(next), codeName(unit), "1 Feb 2026");
        assertThat(body(mvc.get()
                        .uri("/api" + base + "/responsibilities")
                        .session(session)
                        .exchange()))
                .contains("\"to\":\"2026-02-01\"");
        assertThat(get(session, "/organisation/sites/" + site)).contains("/organisation/facilities/");
    }

    private String codeName(UnitId unit) {
        return Objects.requireNonNull(trees.today().node(unit.value()))
                .name()
                .texts()
                .getOrDefault("en", "");
    }

    @Test
    void a_standing_ended_by_the_api_keeps_its_reason() {
        var site = site(unit(top));
        var session = administrator();
        system(() -> {
            sites.member(new NewMembership(
                    "ISO_SCOPE", site, "IN", BigDecimal.ONE, START, null, null, "in from the start", ""));
            return true;
        });
        long id = one(
                "select id from organisation.membership where site_id = :id and superseded_at is null",
                site.value(),
                Long.class);
        assertThat(send(
                        HttpMethod.POST,
                        session,
                        "/api/organisation/memberships/" + id + "/close",
                        "{\"to\": \"2025-01-01\", \"reason\": \"sold\"}"))
                .hasStatus(204);
        assertThat(get(session, "/organisation/sites/" + site)).contains("in from the start", "ended: sold");
    }

    @Test
    void a_tree_too_long_for_one_page_says_so() {
        var wide = unit(top);
        system(() -> {
            for (int i = 0; i < 501; i++) {
                units.open(new NewUnit("T" + next(), LocalText.of("en", "Team"), "TEAM", wide, START));
            }
            return true;
        });
        var session = signIn(account(Role.EXECUTIVE, wide));
        assertThat(get(session, "/organisation?open=" + wide)).contains("Only the first 500 rows are shown");
        assertThat(get(session, "/organisation?open=0")).doesNotContain("Only the first");
    }
}
