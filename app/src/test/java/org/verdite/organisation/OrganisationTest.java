package org.verdite.organisation;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// One context for all tests of the room: a small group whose top stands once, and helpers to build below it.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SetClock.class)
abstract class OrganisationTest {

    static final String PASSWORD = "a long enough password";
    static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SetClock.Hands clock;

    @Autowired
    Units units;

    @Autowired
    Sites sites;

    @Autowired
    People people;

    @Autowired
    Posts posts;

    @Autowired
    Accounts accounts;

    @Autowired
    Grants grants;

    @Autowired
    UnitTrees trees;

    @Autowired
    Apart apart;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester mvc;

    UnitId top = new UnitId(0);

    @BeforeEach
    void stand() {
        clock.set("2026-03-02T02:00:00Z");
        top = system(() -> trees.today().roots().isEmpty()
                ? units.open(new NewUnit("TOP", LocalText.of("Top", "顶层", "en"), "GROUP", null, START))
                : new UnitId(trees.today().roots().getFirst()));
    }

    static <T> T system(java.util.function.Supplier<T> work) {
        return Scope.system("test").get(work);
    }

    static int next() {
        return NUMBER.incrementAndGet();
    }

    UnitId unit(UnitId parent) {
        int n = next();
        return system(() -> units.open(
                new NewUnit("U-" + n, LocalText.of("Unit " + n, "单位" + n, "en"), "SUBSIDIARY", parent, START)));
    }

    SiteId site(UnitId unit) {
        int n = next();
        return system(() -> sites.add(new NewSite(
                unit,
                "S-" + n,
                LocalText.of("Site " + n, "场所" + n, "en"),
                "MINE",
                "CN",
                "Yunnan",
                ZoneId.of("Asia/Shanghai"),
                new BigDecimal("25.1"),
                new BigDecimal("102.7"),
                null,
                "Cu",
                START,
                null,
                null)));
    }

    /// An account with one role at one unit; its login is `role-number`.
    int account(Role role, UnitId unit) {
        int n = next();
        return system(() -> {
            var person = people.add(
                    new NewPerson(unit, "P" + n, LocalText.of("en", "Person " + n), "p" + n + "@example.org"));
            int account = accounts.create(login(role, n), PASSWORD, person, false);
            accounts.grant(account, role, unit, START, null);
            return account;
        });
    }

    private static String login(Role role, int n) {
        return role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + n;
    }

    String loginOf(int account) {
        return java.util.Objects.requireNonNull(grants.holder(account)).login();
    }

    Scope scopeOf(int account) {
        var holder = java.util.Objects.requireNonNull(grants.holder(account));
        return new Scope("account:" + account, account, holder.person(), grants.units(account), "test", false);
    }

    /// Signs in as a browser does.
    MockHttpSession signIn(int account) {
        var answer = mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("username", loginOf(account))
                .param("password", PASSWORD)
                .exchange();
        return (MockHttpSession)
                java.util.Objects.requireNonNull(answer.getRequest().getSession(false));
    }
}
