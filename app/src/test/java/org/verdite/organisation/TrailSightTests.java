package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.shared.LocalText;

/// What a reader sees of the trail, and that moving a record between units is no alarm.
class TrailSightTests extends OrganisationTest {

    @Autowired
    Facilities facilities;

    @Autowired
    LegalEntities entities;

    private MvcTestResult get(MockHttpSession session, String path) {
        return mvc.get().uri(path).session(session).exchange();
    }

    private String page(MockHttpSession session, String path) throws Exception {
        var answer = get(session, path);
        assertThat(answer).as(path).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }

    @Test
    void a_person_who_moved_between_units_raises_no_alarm_on_either_side() throws Exception {
        var north = unit(top);
        var south = unit(top);
        var before = signIn(account(Role.OFFICER, north));
        var after = signIn(account(Role.OFFICER, south));
        var person = system(() ->
                people.add(new NewPerson(north, "M" + next(), LocalText.of("en", "Moving Person"), "m@example.org")));
        system(() -> {
            people.transfer(person, south);
            return true;
        });
        String history = "/trail/records/organisation.person/" + person;
        assertThat(page(after, history))
                .contains("as recorded")
                .contains("made where you do not see it")
                .doesNotContain("note is-bad");
        assertThat(page(before, history))
                .contains("as recorded")
                .contains("made where you do not see it")
                .doesNotContain("note is-bad");
    }

    @Test
    void a_facility_that_was_handed_over_raises_no_alarm() throws Exception {
        var north = unit(top);
        var south = unit(top);
        var site = site(north);
        var facility = system(() -> sites.addFacility(
                new NewFacility(site, north, "DW001", LocalText.of("en", "Outfall"), "OUTFALL", null, null)));
        system(() -> {
            facilities.handOver(facility, south, START.plusYears(1));
            return true;
        });
        String history = "/trail/records/organisation.facility/" + facility;
        for (var unit : java.util.List.of(north, south)) {
            assertThat(page(signIn(account(Role.OFFICER, unit)), history)).doesNotContain("note is-bad");
        }
    }

    @Test
    void what_belongs_to_no_unit_is_read_below_the_group_and_on_a_narrowed_page() throws Exception {
        int entity = system(() -> entities.add("LE-" + next(), LocalText.of("en", "Entity"), "CN"));
        var north = unit(top);
        var officer = signIn(account(Role.OFFICER, north));
        var director = signIn(account(Role.DIRECTOR, top));
        String history = "/trail/records/organisation.legal_entity/" + entity;
        assertThat(page(officer, history)).contains("Entity").contains("as recorded");
        assertThat(page(director, history + "?unit=" + north)).contains("as recorded");
        assertThat(page(officer, "/trail?place=organisation.legal_entity"))
                .contains("/trail/records/organisation.legal_entity/" + entity);
    }

    @Test
    void accounts_roles_tokens_and_sign_ins_are_for_those_who_keep_accounts() throws Exception {
        var north = unit(top);
        int other = account(Role.OFFICER, north);
        signIn(other);
        var officer = signIn(account(Role.OFFICER, north));
        var everywhere = signIn(account(Role.EXECUTIVE, top));
        var administrator = signIn(account(Role.ADMINISTRATOR, north));
        for (String place : java.util.List.of("account", "grant_of_role", "sign_in")) {
            String entries = "/api/trail/entries?place=organisation." + place;
            for (var stranger : java.util.List.of(officer, everywhere)) {
                assertThat(page(stranger, entries)).as(entries).contains("\"items\":[]");
                assertThat(page(stranger, "/trail/export?place=organisation." + place))
                        .doesNotContain("organisation." + place);
            }
            assertThat(page(administrator, entries)).as(entries).contains("organisation." + place);
        }
        String history = "/trail/records/organisation.account/" + other;
        assertThat(get(officer, history)).hasStatus(404);
        assertThat(get(everywhere, history)).hasStatus(404);
        assertThat(page(administrator, history)).contains(loginOf(other)).contains("as recorded");
        assertThat(page(officer, "/trail")).doesNotContain("organisation.sign_in");
        var contractor = signIn(account(Role.CONTRACTOR, north));
        for (String address : java.util.List.of("/trail", "/%74rail", "/api/%74rail/entries")) {
            assertThat(mvc.get()
                            .uri(java.net.URI.create(address))
                            .session(contractor)
                            .exchange())
                    .as("nothing of the trail is a contractor's, however it is written: " + address)
                    .hasStatus(404);
        }
    }

    @Test
    void an_administrator_of_one_unit_reads_no_accounts_of_another() throws Exception {
        var north = unit(top);
        var south = unit(top);
        int foreign = account(Role.OFFICER, south);
        int keeper = account(Role.ADMINISTRATOR, north);
        system(() -> accounts.grant(keeper, Role.AUDITOR, top, START, null));
        assertThat(get(signIn(keeper), "/trail/records/organisation.account/" + foreign))
                .hasStatus(404);
    }

    @Test
    void a_site_s_history_holds_its_memberships_and_facilities_in_words() throws Exception {
        var north = unit(top);
        var site = site(north);
        system(() -> {
            sites.member(
                    new NewMembership("ISO_SCOPE", site, "IN", BigDecimal.ONE, START, null, null, "certified", ""));
            return sites.addFacility(
                    new NewFacility(site, north, "DW001", LocalText.of("en", "Outfall"), "OUTFALL", null, null));
        });
        var session = signIn(account(Role.OFFICER, north));
        assertThat(page(session, "/trail/records/organisation.site/" + site))
                .contains("ISO 14001 scope")
                .contains("counted")
                .contains("Outfall")
                .contains("aria-current=\"page\"")
                .contains("/organisation/sites/" + site);
        long membership = system(
                () -> apart.self(() -> jdbc.sql("select max(id) from organisation.membership where site_id = :site")
                        .param("site", site.value())
                        .query((rs, _) -> rs.getLong(1))
                        .single()));
        assertThat(page(session, "/trail/records/organisation.membership/" + membership))
                .contains("standing in a boundary: Site")
                .contains("/organisation/sites/" + site);
    }

    @Test
    void a_long_history_is_read_page_by_page() throws Exception {
        var north = unit(top);
        system(() -> {
            for (int i = 0; i < 120; i++) {
                units.rename(north, 1 + i, LocalText.of("en", "Name " + i), "SUBSIDIARY");
            }
            return true;
        });
        var session = signIn(account(Role.OFFICER, north));
        String history = "/trail/records/organisation.unit/" + north;
        String first = page(session, history + "?field=name");
        assertThat(first).contains("Name 119").doesNotContain("Name 5<").contains("rel=\"next\"");
        var older = Pattern.compile("<a [^>]*before=(\\d+)[^>]*rel=\"next\"|<a [^>]*rel=\"next\"[^>]*before=(\\d+)");
        String last = first;
        int pages = 1;
        while (last.contains("rel=\"next\"")) {
            var link = older.matcher(last);
            assertThat(link.find()).isTrue();
            String before = link.group(1) == null ? link.group(2) : link.group(1);
            last = page(session, history + "?field=name&before=" + before);
            assertThat(++pages).isLessThan(10);
        }
        assertThat(pages).isGreaterThan(1);
        assertThat(last).contains("Name 5<").doesNotContain("Name 119</td>").contains(history + "?field=name\">Newest");
    }
}
