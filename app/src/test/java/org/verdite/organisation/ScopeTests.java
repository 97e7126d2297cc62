package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;

class ScopeTests extends OrganisationTest {

    @Test
    void a_grant_at_the_top_sees_everything_and_one_below_only_its_subtree() {
        var north = unit(top);
        var mine = unit(north);
        var south = unit(top);
        assertThat(grants.units(account(Role.DIRECTOR, top))).isNull();
        assertThat(grants.units(account(Role.SITE_MANAGER, north)))
                .contains(north.value(), mine.value())
                .doesNotContain(south.value(), top.value());
    }

    @Test
    void a_grant_counts_from_its_first_day_to_the_day_before_its_last() {
        var north = unit(top);
        int account = account(Role.OFFICER, north);
        var south = unit(top);
        system(() ->
                accounts.grant(account, Role.OFFICER, south, LocalDate.of(2026, 3, 10), LocalDate.of(2026, 3, 20)));
        assertThat(grants.units(account)).doesNotContain(south.value());
        clock.set("2026-03-10T00:00:00Z");
        assertThat(grants.units(account)).contains(south.value());
        clock.set("2026-03-20T00:00:00Z");
        assertThat(grants.units(account)).doesNotContain(south.value());
    }

    @Test
    void a_revoked_grant_is_gone_at_once() {
        var north = unit(top);
        int account = account(Role.OFFICER, north);
        long grant = system(() -> accounts.grant(account, Role.INSPECTOR, top, START, null));
        assertThat(grants.units(account)).isNull();
        system(() -> {
            accounts.revoke(grant);
            return true;
        });
        assertThat(grants.units(account)).isNotNull();
    }

    @Test
    void a_unit_outside_is_not_there_and_one_inside_may_still_be_forbidden() {
        var north = unit(top);
        var south = unit(top);
        var officer = scopeOf(account(Role.OFFICER, north));
        assertThatThrownBy(() -> officer.get(() -> {
                    units.rename(south, 1, LocalText.of("en", "Mine now"), "REGION");
                    return true;
                }))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> officer.get(() -> {
                    units.rename(north, 1, LocalText.of("en", "Mine now"), "REGION");
                    return true;
                }))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void who_may_open_units_below_their_own_sees_what_they_opened() {
        var north = unit(top);
        var admin = scopeOf(account(Role.ADMINISTRATOR, north));
        var opened = admin.get(
                () -> units.open(new NewUnit("OPENED-" + next(), LocalText.of("en", "Opened"), "SITE", north, START)));
        assertThat(grants.units(java.util.Objects.requireNonNull(admin.account())))
                .contains(opened.value());
    }

    @Test
    void an_administrator_of_a_part_cannot_act_as_somebody_with_more() {
        var north = unit(top);
        var admin = scopeOf(account(Role.ADMINISTRATOR, north));
        int wide = account(Role.OFFICER, north);
        system(() -> accounts.grant(wide, Role.DIRECTOR, top, START, null));
        assertThatThrownBy(() -> admin.get(() -> {
                    accounts.setPassword(wide, "another long password");
                    return true;
                }))
                .hasMessage("organisation.refused.wider");
    }

    @Test
    void the_name_of_a_person_elsewhere_is_readable_where_a_record_names_them() {
        var north = unit(top);
        var south = unit(top);
        var person =
                system(() -> people.add(new NewPerson(south, "X" + next(), LocalText.of("en", "Ann Elsewhere"), "")));
        var officer = scopeOf(account(Role.OFFICER, north));
        assertThat(officer.get(() -> people.name(person)).original()).isEqualTo("en");
        assertThat(officer.get(() -> people.name(person)).texts()).containsValue("Ann Elsewhere");
        assertThatThrownBy(() -> officer.get(() -> people.unitOf(person))).isInstanceOf(NotHere.class);
    }

    @Test
    void a_direct_subordinate_is_known_by_posts_of_that_day() {
        var north = unit(top);
        int n = next();
        system(() -> {
            posts.establish(new NewPosition("CHIEF" + n, north, "MANAGER", LocalText.of("en", "Chief"), null));
            posts.establish(new NewPosition("CLERK" + n, north, "STAFF", LocalText.of("en", "Clerk"), "CHIEF" + n));
            return true;
        });
        var chief = system(() -> people.add(new NewPerson(north, "C" + n, LocalText.of("en", "Chief"), "")));
        var clerk = system(() -> people.add(new NewPerson(north, "K" + n, LocalText.of("en", "Clerk"), "")));
        system(() -> {
            people.appoint(chief, "CHIEF" + n, START, null);
            people.appoint(clerk, "CLERK" + n, START, LocalDate.of(2025, 1, 1));
            return true;
        });
        assertThat(system(() -> people.directSubordinate(chief, clerk, LocalDate.of(2024, 12, 31))))
                .isTrue();
        assertThat(system(() -> people.directSubordinate(chief, clerk, LocalDate.of(2025, 1, 1))))
                .isFalse();
        assertThat(system(() -> people.directSubordinate(clerk, chief, LocalDate.of(2024, 1, 1))))
                .isFalse();
    }
}
