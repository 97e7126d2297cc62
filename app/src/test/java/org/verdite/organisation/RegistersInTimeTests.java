package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What held on which day, and what was known of it when.
class RegistersInTimeTests extends OrganisationTest {

    @Autowired
    Statements statements;

    @Autowired
    Successions successions;

    @Autowired
    LegalEntities entities;

    @Autowired
    Contractors contractors;

    private void act(Runnable work) {
        system(() -> {
            work.run();
            return true;
        });
    }

    private String standing(SiteId site, String day, Instant known) {
        return apart.system(
                "test",
                () -> jdbc.sql("""
                        select coalesce((select standing from organisation.pub_members('ISO_SCOPE', cast(:day as date),
                          cast(:known as timestamptz)) where site_id = :site), '')""")
                        .param("day", day)
                        .param("known", known.toString())
                        .param("site", site.value())
                        .query((rs, _) -> rs.getString(1))
                        .single());
    }

    private String standing(SiteId site, String day) {
        return standing(site, day, Instant.parse("2999-01-01T00:00:00Z"));
    }

    private NewMembership membership(SiteId site, String standing, String from, @Nullable String to) {
        return new NewMembership(
                "ISO_SCOPE",
                site,
                standing,
                BigDecimal.ONE,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                null,
                "because",
                "Director");
    }

    private <T> T one(String sql, long id, Class<T> type) {
        return apart.system(
                "test",
                () -> jdbc.sql(sql)
                        .param("id", id)
                        .query((rs, _) -> rs.getObject(1, type))
                        .single());
    }

    private long membershipOf(SiteId site) {
        return one(
                "select max(id) from organisation.membership where site_id = :id and superseded_at is null",
                site.value(),
                Long.class);
    }

    @Test
    void a_site_left_out_for_half_a_year_is_counted_again_afterwards() {
        var site = site(unit(top));
        act(() -> {
            sites.member(membership(site, "IN", "2024-01-01", null));
            sites.member(membership(site, "EXCLUDED", "2025-01-01", "2025-07-01"));
        });
        assertThat(standing(site, "2024-12-31")).isEqualTo("IN");
        assertThat(standing(site, "2025-06-30")).isEqualTo("EXCLUDED");
        assertThat(standing(site, "2025-07-01")).isEqualTo("IN");
        act(() -> sites.member(membership(site, "EXCLUDED", "2025-02-01", "2025-03-01")));
        assertThat(standing(site, "2025-04-01")).isEqualTo("EXCLUDED");
        assertThat(standing(site, "2026-01-01")).isEqualTo("IN");
    }

    @Test
    void why_a_standing_began_stays_when_it_ends() {
        var site = site(unit(top));
        act(() -> sites.member(membership(site, "IN", "2024-01-01", null)));
        act(() -> sites.closeMembership(membershipOf(site), LocalDate.of(2025, 1, 1), "sold"));
        assertThat(one(
                        "select reason || '/' || end_reason from organisation.membership where site_id = :id and superseded_at is null",
                        site.value(),
                        String.class))
                .isEqualTo("because/sold");
        assertThat(standing(site, "2025-01-01")).isEmpty();
    }

    @Test
    void a_wrong_standing_is_struck_or_put_on_other_days_and_what_was_known_stays() {
        var site = site(unit(top));
        act(() -> sites.member(membership(site, "IN", "2024-01-01", null)));
        clock.set("2026-03-03T00:00:00Z");
        act(() -> statements.correct(
                Register.MEMBERSHIP, membershipOf(site), LocalDate.of(2024, 7, 1), null, "wrong half-year"));
        assertThat(standing(site, "2024-02-01")).isEmpty();
        assertThat(standing(site, "2024-07-01")).isEqualTo("IN");
        assertThat(standing(site, "2024-02-01", Instant.parse("2026-03-02T12:00:00Z")))
                .isEqualTo("IN");
        long id = membershipOf(site);
        assertThatThrownBy(() -> act(() -> statements.strike(Register.MEMBERSHIP, id, " ")))
                .isInstanceOf(Invalid.class);
        act(() -> statements.strike(Register.MEMBERSHIP, id, "another site was meant"));
        assertThat(standing(site, "2024-07-01")).isEmpty();
        assertThatThrownBy(() -> act(() -> statements.strike(Register.MEMBERSHIP, id, "twice")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void a_correction_that_would_overlap_says_so() {
        var site = site(unit(top));
        act(() -> {
            sites.member(membership(site, "IN", "2024-01-01", null));
            sites.member(membership(site, "EXCLUDED", "2025-01-01", null));
        });
        assertThatThrownBy(() -> act(() -> statements.correct(
                        Register.MEMBERSHIP, membershipOf(site), LocalDate.of(2024, 6, 1), null, "earlier")))
                .hasMessage("organisation.refused.overlap");
    }

    @Test
    void statements_of_elsewhere_are_not_there() {
        var site = site(unit(top));
        act(() -> sites.member(membership(site, "IN", "2024-01-01", null)));
        long id = membershipOf(site);
        scopeOf(account(Role.ADMINISTRATOR, unit(top)))
                .run(() -> assertThatThrownBy(() -> statements.strike(Register.MEMBERSHIP, id, "mine"))
                        .isInstanceOf(NotHere.class));
    }

    private int company() {
        int n = next();
        return system(() -> entities.add("E" + n, LocalText.of("en", "Entity " + n), "CN"));
    }

    private String code(int entity) {
        return one("select code from organisation.legal_entity where id = :id", entity, String.class);
    }

    private String shares(int entity, String day) {
        return apart.system(
                "test",
                () -> jdbc.sql("""
                        select coalesce(string_agg(trim_scale(share)::text, '+' order by share), '') from organisation.holding
                        where entity_id = :entity and superseded_at is null and valid_from <= cast(:day as date)
                          and (valid_to is null or valid_to > cast(:day as date))""")
                        .param("entity", entity)
                        .param("day", day)
                        .query((rs, _) -> rs.getString(1))
                        .single());
    }

    @Test
    void a_holding_changes_ends_and_is_corrected() {
        int held = company();
        int owner = company();
        act(() -> {
            entities.hold(code(held), code(owner), new BigDecimal("0.6"), LocalDate.of(2020, 1, 1));
            entities.hold(code(held), code(owner), new BigDecimal("0.51"), LocalDate.of(2024, 1, 1));
        });
        assertThat(shares(held, "2023-12-31")).isEqualTo("0.6");
        assertThat(shares(held, "2024-01-01")).isEqualTo("0.51");
        long last = one(
                "select max(id) from organisation.holding where entity_id = :id and superseded_at is null",
                held,
                Long.class);
        act(() -> statements.end(Register.HOLDING, last, LocalDate.of(2025, 1, 1)));
        assertThat(shares(held, "2025-01-01")).isEmpty();
        assertThatThrownBy(() -> act(() -> entities.hold(code(held), code(owner), new BigDecimal("0.0000004"), START)))
                .isInstanceOf(Invalid.class);
    }

    private String name(UnitId unit, String day, @Nullable String known) {
        return apart.system(
                "test",
                () -> jdbc.sql("""
                        select coalesce((select name ->> 'en' from organisation.pub_unit_on(cast(:day as date),
                          coalesce(cast(:known as timestamptz), 'infinity')) where id = :unit), '')""")
                        .param("day", day)
                        .param("known", known)
                        .param("unit", unit.value())
                        .query((rs, _) -> rs.getString(1))
                        .single());
    }

    @Test
    void a_closing_entered_later_is_not_known_before() {
        var parent = unit(top);
        var mine = unit(parent);
        clock.set("2026-03-05T00:00:00Z");
        act(() -> units.close(mine, 1, LocalDate.of(2026, 1, 1)));
        assertThat(name(mine, "2026-02-01", null)).isEmpty();
        assertThat(name(mine, "2025-12-31", null)).isNotEmpty();
        assertThat(name(mine, "2026-02-01", "2026-03-04T00:00:00Z")).isNotEmpty();
        assertThat(name(mine, "2026-02-01", "2026-03-06T00:00:00Z")).isEmpty();
        var session = signIn(account(Role.EXECUTIVE, top));
        String asked = "/api/organisation/units?on=2026-02-01&parent=" + parent + "&known=";
        String code = one("select code from organisation.unit where id = :id", mine.value(), String.class);
        assertThat(mvc.get()
                        .uri(asked + "2026-03-04T00:00:00Z")
                        .session(session)
                        .exchange())
                .bodyText()
                .contains("\"" + code + "\"");
        assertThat(mvc.get()
                        .uri(asked + "2026-03-06T00:00:00Z")
                        .session(session)
                        .exchange())
                .bodyText()
                .doesNotContain("\"" + code + "\"");
    }

    @Test
    void a_new_name_holds_from_its_day_and_a_correction_for_all_its_time() {
        var mine = unit(top);
        String old = name(mine, "2021-01-01", null);
        act(() -> units.rename(mine, 1, LocalText.of("en", "New name"), "REGION", LocalDate.of(2025, 1, 1)));
        assertThat(name(mine, "2024-12-31", null)).isEqualTo(old);
        assertThat(name(mine, "2025-01-01", null)).isEqualTo("New name");
        clock.set("2026-03-05T00:00:00Z");
        act(() -> units.rename(mine, 2, LocalText.of("en", "Better name"), "REGION"));
        assertThat(name(mine, "2025-01-01", null)).isEqualTo("Better name");
        assertThat(name(mine, "2024-12-31", null)).isEqualTo(old);
        assertThat(name(mine, "2025-01-01", "2026-03-04T00:00:00Z")).isEqualTo("New name");
        assertThatThrownBy(() -> act(() ->
                        units.rename(mine, 3, LocalText.of("en", "Too early"), "REGION", LocalDate.of(2022, 1, 1))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void closing_a_unit_before_it_was_opened_is_refused_with_the_right_sentence() {
        var mine = unit(top);
        assertThatThrownBy(() -> act(() -> units.close(mine, 1, START)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(p -> assertThat(p.key()).isEqualTo("organisation.invalid.beforeOpened")));
        assertThatThrownBy(() -> act(() -> units.close(mine, 7, LocalDate.of(2026, 1, 1))))
                .isInstanceOf(Conflict.class);
        act(() -> units.close(mine, 1, LocalDate.of(2026, 1, 1)));
        assertThatThrownBy(() -> act(() -> units.close(mine, 2, LocalDate.of(2026, 2, 1))))
                .hasMessage("organisation.refused.closedAlready");
    }

    @Test
    void successors_at_the_same_moment_never_get_more_than_the_whole() throws Exception {
        var old = unit(top);
        var heirs = List.of(unit(top), unit(top), unit(top), unit(top));
        var go = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tries = heirs.stream()
                    .map(heir -> pool.submit(() -> {
                        go.await();
                        try {
                            act(() -> units.succeed(old, heir, new BigDecimal("0.4"), LocalDate.of(2026, 1, 1), ""));
                            return true;
                        } catch (Invalid e) {
                            return false;
                        }
                    }))
                    .toList();
            go.countDown();
            int given = 0;
            for (var t : tries) {
                given += t.get() ? 1 : 0;
            }
            assertThat(given).isEqualTo(2);
        }
        long first = one(
                "select min(id) from organisation.succession where unit_id = :id and superseded_at is null",
                old.value(),
                Long.class);
        act(() -> successions.strike(first, "it went elsewhere"));
        act(() -> units.succeed(old, heirs.getFirst(), new BigDecimal("0.6"), LocalDate.of(2026, 1, 1), ""));
    }

    @Test
    void a_post_closes_reports_to_another_and_never_to_itself() {
        var unit = unit(top);
        int n = next();
        var title = LocalText.of("en", "Post");
        int chief = system(() -> posts.establish(new NewPosition("C" + n, unit, "MANAGER", title, null)));
        int low = system(() -> posts.establish(new NewPosition("L" + n, unit, "STAFF", title, "C" + n)));
        assertThatThrownBy(() -> act(() -> posts.change(chief, 1, title, "MANAGER", "L" + n)))
                .hasMessage("organisation.refused.postCircle");
        act(() -> posts.change(low, 1, title, "STAFF", ""));
        act(() -> posts.change(chief, 1, title, "MANAGER", "L" + n));
        var person = system(() -> people.add(new NewPerson(unit, "H" + n, LocalText.of("en", "Holder"), "")));
        long held = system(() -> posts.appoint(person, "C" + n, START, null, false));
        assertThatThrownBy(() -> act(() -> posts.close(chief, 2, LocalDate.of(2026, 1, 1))))
                .hasMessage("organisation.refused.postHeld");
        act(() -> posts.relieve(held, LocalDate.of(2025, 12, 1)));
        act(() -> posts.close(chief, 2, LocalDate.of(2026, 1, 1)));
        assertThatThrownBy(() -> act(() -> posts.appoint(person, "C" + n, LocalDate.of(2026, 1, 1), null, false)))
                .hasMessage("organisation.refused.postClosed");
    }

    @Test
    void relieved_on_a_day_the_holder_is_in_office_until_the_day_before_and_substitutes_stand_in_both_ways() {
        var unit = unit(top);
        int n = next();
        act(() -> posts.establish(new NewPosition("S" + n, unit, "MANAGER", LocalText.of("en", "Post"), null)));
        var holder = system(() -> people.add(new NewPerson(unit, "A" + n, LocalText.of("en", "Holder"), "")));
        var stand = system(() -> people.add(new NewPerson(unit, "B" + n, LocalText.of("en", "Stand-in"), "")));
        long held = system(() -> posts.appoint(holder, "S" + n, START, null, false));
        act(() -> posts.appoint(stand, "S" + n, START, null, true));
        var day = LocalDate.of(2026, 1, 1);
        assertThat(system(() -> people.substitutes(holder, day))).containsExactly(stand);
        assertThat(system(() -> people.substitutes(stand, day))).containsExactly(holder);
        act(() -> posts.relieve(held, day));
        assertThat(system(() -> people.substitutes(stand, day))).isEmpty();
        assertThat(system(() -> people.substitutes(stand, day.minusDays(1)))).containsExactly(holder);
        assertThatThrownBy(() -> act(() -> posts.relieve(held, day))).isInstanceOf(NotHere.class);
    }

    @Test
    void a_wrong_appointment_and_employment_are_struck() {
        var unit = unit(top);
        int n = next();
        act(() -> posts.establish(new NewPosition("W" + n, unit, "STAFF", LocalText.of("en", "Post"), null)));
        PersonId person = system(() -> people.add(new NewPerson(unit, "W" + n, LocalText.of("en", "Person"), "")));
        long held = system(() -> posts.appoint(person, "W" + n, START, null, false));
        act(() -> statements.strike(Register.APPOINTMENT, held, "somebody else of that name"));
        act(() -> posts.appoint(person, "W" + n, START, null, false));
        int company = system(() -> contractors.add(unit, "WC" + n, LocalText.of("en", "Company"), "CN"));
        act(() -> contractors.worker(person, company, START, null));
        long works = one(
                "select id from organisation.employment where person_id = :id and superseded_at is null",
                person.value(),
                Long.class);
        act(() -> statements.strike(Register.EMPLOYMENT, works, "never worked there"));
        assertThat(one(
                        "select count(*) from organisation.employment where person_id = :id and superseded_at is null",
                        person.value(),
                        Long.class))
                .isZero();
    }

    @Test
    void who_is_transferred_is_seen_by_the_new_unit_with_their_account_and_tokens() {
        var before = unit(top);
        var after = unit(top);
        int account = account(Role.OFFICER, before);
        int manager = account(Role.SITE_MANAGER, after);
        var person = new PersonId(
                java.util.Objects.requireNonNull(grants.holder(account)).person());
        scopeOf(manager)
                .run(() -> assertThatThrownBy(() -> people.unitOf(person)).isInstanceOf(NotHere.class));
        scopeOf(manager)
                .run(() ->
                        assertThatThrownBy(() -> people.transfer(person, after)).isInstanceOf(NotHere.class));
        scopeOf(account(Role.ADMINISTRATOR, top)).run(() -> people.transfer(person, after));
        scopeOf(manager).run(() -> assertThat(people.unitOf(person)).isEqualTo(after));
        assertThat(one("select unit_id from organisation.account where id = :id", account, Integer.class))
                .isEqualTo(after.value());
    }

    @Test
    void only_names_of_regions_are_time_zones() {
        for (String zone : List.of("UTC+8", "+08:00", "GMT+8")) {
            assertThatThrownBy(() -> zoned(unit(top), zone)).as(zone).isInstanceOf(Invalid.class);
        }
        zoned(unit(top), "America/Santiago");
    }

    private SiteId zoned(UnitId unit, String zone) {
        int n = next();
        return system(() -> sites.add(new NewSite(
                unit,
                "Z-" + n,
                LocalText.of("en", "Zoned"),
                "MINE",
                "CN",
                "",
                ZoneId.of(zone),
                BigDecimal.ONE,
                BigDecimal.ONE,
                null,
                "",
                null,
                null,
                null)));
    }
}
