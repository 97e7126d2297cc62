package org.verdite.organisation.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Grants;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;

/// Who works for a contractor reads what is done at the mine, and nothing of its money, its people and other companies.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ContractorsReachTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Grants grants;

    @Autowired
    Guests guests;

    private int account(Role... roles) {
        int n = NUMBER.incrementAndGet();
        return Scope.system("test").get(() -> {
            var id = people.add(new NewPerson(g.valley, "CR-" + n, LocalText.of("en", "Builder " + n), ""));
            int account = accounts.create("builder" + n, "a long pass phrase " + n, id, false);
            for (Role role : roles) {
                accounts.grant(account, role, g.valley, LocalDate.parse("2020-01-01"), null);
            }
            return account;
        });
    }

    @Test
    void money_people_and_other_companies_are_not_there_for_a_contractor() {
        int builder = account(Role.CONTRACTOR);
        for (String closed : List.of(
                "/funds",
                "/funds/lines/7",
                "/api/funds/plan",
                "/governance/committees",
                "/trail",
                "/api/trail/entries",
                "/trail/records/funds.line/7",
                "/organisation/people",
                "/api/organisation/people/7",
                "/organisation/competence/matrix",
                "/organisation/delegations",
                "/organisation/admissions/1",
                "/targets/scorecards",
                "/targets/policies/1/people",
                "/api/organisation/contractors")) {
            assertThat(guests.reaches(builder, closed)).as(closed).isFalse();
        }
        for (String open : List.of(
                "/",
                "/desk",
                "/targets/shares/7",
                "/targets/letters/7/report",
                "/targets/policies/1",
                "/api/targets/policies/1/acknowledge",
                "/rectification/items/7",
                "/trail/records/rectification.item/7",
                "/organisation/account",
                "/documents")) {
            assertThat(guests.reaches(builder, open)).as(open).isTrue();
        }
    }

    @Test
    void with_another_role_beside_it_or_none_nothing_of_this_holds() {
        assertThat(guests.reaches(account(Role.CONTRACTOR, Role.OFFICER), "/funds"))
                .isTrue();
        assertThat(guests.reaches(account(Role.EXECUTIVE), "/governance/committees"))
                .isTrue();
        assertThat(guests.reaches(account(), "/targets/shares/7")).isFalse();
    }
}
