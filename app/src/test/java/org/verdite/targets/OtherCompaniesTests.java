package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.organisation.Role;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;

/// Two companies work at one mine, beside its own people: nobody of one sees what the other carries, signed for, told
/// or was judged by, nor what a post carries. The database itself keeps it.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class OtherCompaniesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate START = LocalDate.parse("2020-01-01");

    @Autowired
    SmallGroup g;

    @Autowired
    Shares shares;

    @Autowired
    Letters letters;

    @Autowired
    Balances balances;

    @Autowired
    Goals goals;

    @Autowired
    Contractors contractors;

    @Autowired
    Posts posts;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    BeanFactory beans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private GoalStage stage;
    private GoalId goal;
    private Company pumps;
    private Company diggers;
    private ShareId valleys;
    private ShareId ofPumps;
    private ShareId ofDiggers;
    private ShareId ofPost;

    private record Company(int id, Person worker) {}

    @BeforeEach
    void two_companies_and_a_post_carry_parts_of_the_mines_share() {
        stage = new GoalStage(beans);
        goal = stage.worked(stage.draft(Method.SUM, "", 2026, "90"));
        pumps = company("Pumps");
        diggers = company("Diggers");
        var officer = person("Officer", Role.OFFICER, null);
        var post = Scope.system("test").get(() -> {
            String code = "OC-" + NUMBER.incrementAndGet();
            int made = posts.establish(
                    new NewPosition(code, g.valley, "ENVIRONMENT_FULL_TIME", LocalText.of("en", "Officer"), null));
            posts.appoint(officer.id(), code, START, null, false);
            return Holder.post(g.valley, made);
        });
        valleys = stage.signed(goal, null, Holder.unit(g.valley), "90", g.zhou);
        ofPumps = stage.signed(goal, valleys, Holder.contractor(g.valley, pumps.id()), "40", pumps.worker());
        ofDiggers = stage.signed(goal, valleys, Holder.contractor(g.valley, diggers.id()), "30", diggers.worker());
        ofPost = stage.signed(goal, valleys, post, "20", officer);
        stage.tell(diggers.worker(), goal, ofDiggers, YearMonth.of(2026, 3), "2");
    }

    @Test
    void a_worker_finds_the_share_of_the_own_company_and_of_the_mine_and_no_other() {
        assertThat(as(pumps.worker(), () -> shares.get(ofPumps)).value()).isEqualByComparingTo("40");
        assertThat(as(pumps.worker(), () -> shares.get(valleys)).value()).isEqualByComparingTo("90");
        for (var others : new ShareId[] {ofDiggers, ofPost}) {
            assertThatThrownBy(() -> as(pumps.worker(), () -> shares.get(others)))
                    .isInstanceOf(NotHere.class);
        }
        assertThat(as(g.zhou, () -> shares.get(ofDiggers)).value()).isEqualByComparingTo("30");
    }

    @Test
    void what_was_said_told_and_written_of_another_companys_share_is_not_in_the_workers_database() {
        var letter = as(g.director, () -> letters.issue(Holder.contractor(g.valley, diggers.id()), 2026));
        assertThat(letter).isNotNull();
        assertThat(counts(g.zhou)).isEqualTo("3 3 1 1 1");
        assertThat(counts(diggers.worker())).isEqualTo("1 1 1 1 1");
        assertThat(counts(pumps.worker())).isEqualTo("1 1 0 0 0");
    }

    /// Parts of the mine's share, of them accepted, values told, letters and their lines, as the reader finds them.
    private String counts(Person reader) {
        return as(
                reader,
                () -> within.execute(_ -> jdbc.sql("""
                        select concat_ws(' ', count(*),
                          (select count(distinct e.share_id) from targets.share_event e join targets.share x on x.id = e.share_id
                            where e.kind = 'ACCEPTED' and x.parent_id = :whole),
                          (select count(*) from targets.reading where share_id = :theirs),
                          (select count(*) from targets.letter where contractor_id = :company),
                          (select count(*) from targets.letter_line where share_id = :theirs))
                        from targets.share where parent_id = :whole""")
                        .param("whole", valleys.value())
                        .param("theirs", ofDiggers.value())
                        .param("company", diggers.id())
                        .query(String.class)
                        .single()));
    }

    @Test
    void who_holds_another_role_beside_the_contractors_sees_as_before() {
        Scope.system("test").run(() -> accounts.grant(pumps.worker().account(), Role.OFFICER, g.valley, START, null));
        assertThat(as(pumps.worker(), () -> shares.get(ofDiggers)).value()).isEqualByComparingTo("30");
    }

    private Company company(String name) {
        int n = NUMBER.incrementAndGet();
        int id = Scope.system("test").get(() -> {
            int company = contractors.add(g.valley, "OC-C" + n, LocalText.of("en", name), "CN");
            contractors.contract(company, g.valley, "OC-K" + n, "Works", START, null);
            return company;
        });
        return new Company(id, person(name + " worker", Role.CONTRACTOR, id));
    }

    /// @param company whom they work for; null for the mine itself
    private Person person(String name, Role role, @Nullable Integer company) {
        int n = NUMBER.incrementAndGet();
        return Scope.system("test").get(() -> {
            var person = people.add(new NewPerson(g.valley, "OC-P" + n, LocalText.of("en", name), ""));
            if (company != null) {
                contractors.worker(person, company, START, null);
            }
            int account = accounts.create("oc" + n, "a long pass phrase " + n, person, false);
            accounts.grant(account, role, g.valley, START, null);
            return new Person(person, account, g.zhou.grants());
        });
    }

    private static <T extends @Nullable Object> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }
}
