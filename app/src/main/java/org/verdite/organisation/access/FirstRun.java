package org.verdite.organisation.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Apart;
import org.verdite.organisation.Days;
import org.verdite.organisation.DemonstrationLoading;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;

/// The first administrator of an empty installation, made by somebody at this machine, or by somebody who can read its
/// log.
@Component
class FirstRun {

    record Beginning(LocalText group, String code, LocalText person, String email, String login, String password) {}

    private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);

    private final DemonstrationLoading opening;
    private final Apart apart;
    private final JdbcClient jdbc;
    private final Units units;
    private final People people;
    private final Accounts accounts;
    private final Days days;
    private final String setUpCode;

    FirstRun(
            DemonstrationLoading opening,
            Apart apart,
            JdbcClient jdbc,
            Units units,
            People people,
            Accounts accounts,
            Days days) {
        this.opening = opening;
        this.apart = apart;
        this.jdbc = jdbc;
        this.units = units;
        this.people = people;
        this.accounts = accounts;
        this.days = days;
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        this.setUpCode = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Before the library of standards is read: whoever waits for the page needs the code at once.
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void sayCode() {
        if (open()) {
            LOG.info(
                    "No account exists yet. Open /first-run on this machine; from elsewhere it asks for the set-up code {}",
                    setUpCode);
        }
    }

    boolean open() {
        return !opening.anybody() && !opening.waiting();
    }

    /// At this machine, and not behind something that forwards for others.
    static boolean here(HttpServletRequest request) {
        try {
            return request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    boolean codeFits(String code) {
        return MessageDigest.isEqual(
                code.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                setUpCode.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// @throws NotHere when an account exists by now
    void begin(Beginning b) {
        apart.system("first-run", () -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('organisation.first-run'))")
                    .query((_, _) -> true)
                    .single();
            boolean any = jdbc.sql("select exists (select from organisation.account)")
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (any) {
                throw new NotHere("first run");
            }
            var day = days.today();
            var unit = units.open(new NewUnit(b.code(), b.group(), "GROUP", null, day));
            var person = people.add(new NewPerson(unit, "P-1", b.person(), b.email()));
            int account = accounts.create(b.login(), b.password(), person, false);
            return accounts.grant(account, Role.ADMINISTRATOR, unit, day, null);
        });
    }
}
