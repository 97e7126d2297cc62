package org.verdite.organisation.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Apart;
import org.verdite.organisation.Passwords;

/// Compares login and password, counts what was wrong and locks: ten wrong passwords for a login, or fifty from an
/// address, within a quarter of an hour lock it for a quarter of an hour. Every attempt is kept.
@Component
class Credentials {

    /// What came of an attempt. Whoever tries is never told that an account does not exist or is disabled.
    enum Outcome {
        IN,
        WRONG,
        LOCKED
    }

    /// @param account null unless the attempt succeeded
    record Attempt(Outcome outcome, @Nullable Integer account, String login) {}

    private record Known(int id, int unit, @Nullable String hash, boolean disabled) {}

    static final int PER_LOGIN = 10;
    static final int PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Apart apart;
    private final Passwords passwords;
    private final Clock clock;
    private final Object[] queues =
            IntStream.range(0, 64).mapToObj(_ -> new Object()).toArray();

    Credentials(JdbcClient jdbc, Apart apart, Passwords passwords, Clock clock) {
        this.jdbc = jdbc;
        this.apart = apart;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// @param way FORM, BASIC or CHANGE (the old password, asked before a new one is set)
    Attempt attempt(String typedLogin, String password, String address, String way) {
        String login = typedLogin.strip().toLowerCase(Locale.ROOT);
        String key = key(login);
        // One attempt at a time for a login: a hundred at once would all pass the count.
        synchronized (queues[Math.floorMod(key.hashCode(), queues.length)]) {
            if (locked("login_key", key, PER_LOGIN) || locked("address", address, PER_ADDRESS)) {
                return new Attempt(Outcome.LOCKED, null, login);
            }
            var known = known(login);
            boolean right = passwords.matches(password, known == null ? null : known.hash());
            if (right && known != null && !known.disabled()) {
                record(key, address, known, way, "IN");
                return new Attempt(Outcome.IN, known.id(), login);
            }
            record(key, address, known, way, right ? "DISABLED" : "WRONG");
            if (locked("login_key", key, PER_LOGIN)) {
                record(key, address, known, way, "LOCKED");
            }
            return new Attempt(Outcome.WRONG, null, login);
        }
    }

    private @Nullable Known known(String login) {
        var found = apart.system(
                "sign-in",
                () -> jdbc.sql(
                                "select id, unit_id, password_hash, disabled from organisation.account where login = :login")
                        .param("login", login)
                        .query((rs, _) -> new Known(rs.getInt(1), rs.getInt(2), rs.getString(3), rs.getBoolean(4)))
                        .optional());
        return found.orElse(null);
    }

    private boolean locked(String column, String key, int most) {
        String sinceSuccess = column.equals("login_key")
                ? "and id > coalesce((select max(id) from organisation.sign_in where login_key = :key and outcome = 'IN'), 0)"
                : "";
        List<Instant> wrong = apart.system(
                "sign-in",
                () -> jdbc.sql("select at from organisation.sign_in where " + column
                                + " = :key and outcome in ('WRONG', 'DISABLED') " + sinceSuccess
                                + " order by id desc limit "
                                + most)
                        .param("key", key)
                        .query((rs, _) -> rs.getTimestamp(1).toInstant())
                        .list());
        return wrong.size() == most
                && Duration.between(wrong.getLast(), wrong.getFirst()).compareTo(WINDOW) <= 0
                && clock.instant().isBefore(wrong.getFirst().plus(WINDOW));
    }

    private void record(String key, String address, @Nullable Known known, String way, String outcome) {
        apart.system(
                "sign-in",
                () -> jdbc.sql("""
                        insert into organisation.sign_in (login_key, address, account_id, unit_id, way, outcome)
                        values (:key, :address, :account, :unit, :way, :outcome)""")
                        .param("key", key)
                        .param("address", address)
                        .param("account", known == null ? null : known.id())
                        .param("unit", known == null ? null : known.unit())
                        .param("way", way)
                        .param("outcome", outcome)
                        .update());
    }

    private static String key(String login) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(login.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
