package org.verdite.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// Mails notices where a sender is set (`verdite.mail.from`); the server is Spring's (`spring.mail.host` and so on).
/// One mail at most for a notice and person: it is claimed before it is sent, so after a crash in between it counts as
/// failed rather than being sent twice. What could not be delivered is tried again, and shown on the notice's page.
@Component
@ConditionalOnProperty("verdite.mail.from")
class NoticeMail {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeMail.class);
    private static final int AT_ONCE = 50;
    private static final Duration LOST = Duration.ofMinutes(15);

    /// After each failure; after the last it is given up.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private record Letter(
            long notice,
            int person,
            String to,
            LocalText name,
            int tries,
            LocalText message,
            NoticeKind kind,
            NoticeState state,
            String title,
            String where,
            Instant happened,
            boolean dateOnly,
            Instant known,
            Instant told,
            boolean digest,
            String language) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<JavaMailSender> server;
    private final Frames frames;
    private final Clock clock;
    private final TransactionTemplate each;
    private final String from;
    private final String address;
    private final ZoneId zone;

    NoticeMail(
            JdbcClient jdbc,
            ObjectProvider<JavaMailSender> server,
            Frames frames,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${verdite.mail.from}") String from,
            @Value("${verdite.mail.address:}") String address,
            @Value("${verdite.zone:Asia/Shanghai}") String zone) {
        this.jdbc = jdbc;
        this.server = server;
        this.frames = frames;
        this.clock = clock;
        this.each = new TransactionTemplate(transactions);
        this.from = from;
        this.address = address.replaceAll("/+$", "");
        this.zone = ZoneId.of(zone);
    }

    void send() {
        if (from.isBlank()) {
            return;
        }
        Scope.system("notices").run(() -> {
            each.executeWithoutResult(_ -> lost());
            List<Letter> letters;
            do {
                letters = each.execute(_ -> claim());
                var digests = new LinkedHashMap<Integer, List<Letter>>();
                for (Letter letter : letters) {
                    if (letter.digest() && !letter.state().over()) {
                        digests.computeIfAbsent(letter.person(), _ -> new ArrayList<>())
                                .add(letter);
                    } else {
                        send(letter);
                    }
                }
                digests.values().forEach(this::digest);
            } while (letters.size() == AT_ONCE);
        });
    }

    /// Claimed by a server that never came back: whether it was sent, nobody knows.
    private void lost() {
        jdbc.sql("""
                        update notices.recipient set mail = 'FAILED', mail_problem = 'INTERRUPTED', mail_next_at = null
                        where mail = 'SENDING' and mail_next_at <= :now""").param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /// Claims what is due. Of what is over by now nobody need be told.
    private List<Letter> claim() {
        var now = clock.instant();
        return jdbc.sql("""
                        with due as (
                          select r.notice_id, r.person_id from notices.recipient r
                          where r.mail = 'WAITING' and r.mail_next_at <= :now
                          order by r.mail_next_at, r.person_id, r.notice_id limit :most for update skip locked
                        ), claimed as (
                          update notices.recipient r set mail = 'SENDING', mail_tries = mail_tries + 1, mail_next_at = :lost
                          from due where r.notice_id = due.notice_id and r.person_id = due.person_id
                          returning r.notice_id, r.person_id, r.mail_tries
                        )
                        select c.*, coalesce(a.email, '') as email, coalesce(a.name, '{"_":"en","en":""}') as name, n.message, n.kind, n.state,
                          n.origin_title, u.name as place,
                          n.happened_at, n.date_only, n.known_at, n.told_at,
                          coalesce(p.mail = 'DIGEST', false) as digest, coalesce(p.language, '') as language
                        from claimed c join notices.notice n on n.id = c.notice_id
                        join organisation.pub_unit u on u.id = n.unit_id
                        left join notices.preference p on p.person_id = c.person_id
                        left join organisation.pub_person_address a on a.id = c.person_id
                        order by c.notice_id, c.person_id""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lost", now.plus(LOST).atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .query((rs, _) -> new Letter(
                        rs.getLong("notice_id"),
                        rs.getInt("person_id"),
                        rs.getString("email"),
                        Json.text(rs.getString("name")),
                        rs.getInt("mail_tries"),
                        Json.text(rs.getString("message")),
                        NoticeKind.valueOf(rs.getString("kind")),
                        NoticeState.valueOf(rs.getString("state")),
                        rs.getString("origin_title"),
                        rs.getString("place"),
                        rs.getTimestamp("happened_at").toInstant(),
                        rs.getBoolean("date_only"),
                        rs.getTimestamp("known_at").toInstant(),
                        rs.getTimestamp("told_at").toInstant(),
                        rs.getBoolean("digest"),
                        rs.getString("language")))
                .list();
    }

    private void send(Letter letter) {
        if (letter.state().over()) {
            keep(letter, "NONE", "", null);
            return;
        }
        send(List.of(letter), () -> message(letter));
    }

    /// What gathered for somebody, in one mail.
    private void digest(List<Letter> letters) {
        send(letters, () -> letters.size() == 1 ? message(letters.getFirst()) : message(letters));
    }

    private void send(List<Letter> letters, Supplier<SimpleMailMessage> message) {
        var sender = server.getIfAvailable();
        String problem = "CONNECTION";
        try {
            if (sender != null) {
                sender.send(message.get());
                letters.forEach(letter -> keep(letter, "SENT", "", null));
                return;
            }
        } catch (MailAuthenticationException e) {
            problem = "AUTHENTICATION";
        } catch (MailParseException e) {
            problem = "ADDRESS";
        } catch (MailSendException e) {
            // only what was said to the server has no cause of its own
            problem = e.getCause() == null ? "REFUSED" : "CONNECTION";
        } catch (MailException e) {
            problem = "REFUSED";
        }
        for (Letter letter : letters) {
            failed(letter, problem);
        }
    }

    private void failed(Letter letter, String problem) {
        LOG.warn(
                "The mail of notice {} to person {} failed, try {}: {}",
                letter.notice(),
                letter.person(),
                letter.tries(),
                problem);
        boolean again = letter.tries() <= PAUSES.size();
        keep(
                letter,
                again ? "WAITING" : "FAILED",
                problem,
                again ? clock.instant().plus(PAUSES.get(letter.tries() - 1)) : null);
    }

    private void keep(Letter letter, String state, String problem, @org.jspecify.annotations.Nullable Instant next) {
        each.executeWithoutResult(_ -> jdbc.sql("""
                        update notices.recipient set mail = :state, mail_problem = :problem, mail_next_at = notices.not_quiet(person_id, cast(:next as timestamptz)),
                          mail_at = verdite.now() where notice_id = :notice and person_id = :person""")
                .param("state", state)
                .param("problem", problem)
                .param("next", next == null ? null : next.atOffset(ZoneOffset.UTC))
                .param("notice", letter.notice())
                .param("person", letter.person())
                .update());
    }

    /// In the language the person asked for; else in that of their name, then in the other.
    private List<Texts> languages(Letter letter) {
        var english = frames.texts(Locale.ENGLISH, zone);
        var chinese = frames.texts(Locale.SIMPLIFIED_CHINESE, zone);
        return switch (letter.language()) {
            case "en" -> List.of(english);
            case "zh" -> List.of(chinese);
            default -> letter.name().original().equals("zh") ? List.of(chinese, english) : List.of(english, chinese);
        };
    }

    private SimpleMailMessage message(List<Letter> letters) {
        var languages = languages(letters.getFirst());
        var mail = new SimpleMailMessage();
        mail.setFrom(from);
        mail.setTo(letters.getFirst().to());
        mail.setSubject(oneLine(languages.getFirst().of("notices.mail.digest", letters.size())));
        mail.setText(languages.stream()
                .map(t -> letters.stream()
                        .map(letter -> t.of("notices.kind." + letter.kind()) + ": " + text(letter, t) + link(letter))
                        .collect(Collectors.joining("\n\n")))
                .collect(Collectors.joining("\n— — —\n\n")));
        return mail;
    }

    private String link(Letter letter) {
        return address.isEmpty() ? "" : "\n" + address + "/notices/" + letter.notice() + "\n";
    }

    private SimpleMailMessage message(Letter letter) {
        var languages = languages(letter);
        var first = languages.getFirst();
        var mail = new SimpleMailMessage();
        mail.setFrom(from);
        mail.setTo(letter.to());
        mail.setSubject(oneLine(first.of(
                "notices.mail.subject", first.of("notices.kind." + letter.kind()), first.of(letter.message()))));
        mail.setText(
                languages.stream().map(t -> text(letter, t) + link(letter)).collect(Collectors.joining("\n— — —\n\n")));
        return mail;
    }

    private String text(Letter letter, Texts t) {
        var zoned = letter.dateOnly()
                ? t.date(letter.happened().atZone(ZoneOffset.UTC).toLocalDate())
                : t.time(letter.happened());
        long late = Lateness.days(letter.happened(), letter.dateOnly(), letter.known());
        return t.of(letter.message()) + "\n\n"
                + t.of("notices.mail.about", t.of(Json.text(letter.where())), letter.title(), zoned)
                + (late > 0 ? "\n" + t.of("notices.late", late) : "") + "\n"
                + t.of("notices.mail.ask." + letter.kind()) + "\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
