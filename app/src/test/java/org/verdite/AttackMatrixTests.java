package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.verdite.AttackMatrix.Line;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Apart;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// Every role, sitting in one subtree, and nobody at all try every URL with the keys of another subtree: nothing of it
/// may be seen, nothing of it may change. The URLs stand in `attack-matrix.csv`; one that is missing there fails.
@BesideOthers
@SpringBootTest(properties = "verdite.tests=attack")
@AutoConfigureMockMvc
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackMatrixTests {

    private static final String PASSWORD = "a long enough password";
    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    /// Nobody has neither; a program has a token.
    private record Attacker(
            String name,
            @Nullable MockHttpSession session,
            @Nullable String token) {
        boolean known() {
            return session != null || token != null;
        }

        /// Tokens open the API, not the pages.
        boolean tries(Line line) {
            return token == null || line.api() && !line.is("open");
        }
    }

    @Autowired
    BeanFactory beans;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Apart apart;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private int[] foreign = new int[0];
    private final List<Attacker> attackers = new ArrayList<>();
    private final List<Attacker> residents = new ArrayList<>();
    private final Map<String, String> known = new LinkedHashMap<>();

    @Test
    void every_url_is_in_the_matrix_and_nobody_from_outside_sees_or_changes_anything() throws IOException {
        if ("write".equals(System.getProperty("verdite.matrix"))) {
            AttackMatrix.append(AttackMatrix.missing(requestMappingHandlerMapping));
        }
        assertThat(AttackMatrix.missing(requestMappingHandlerMapping))
                .as("URLs that attack-matrix.csv does not list")
                .isEmpty();
        var lines = AttackMatrix.lines();
        assertThat(lines.stream().flatMap(l -> l.mistakes().stream()))
                .as("lines that name no record for a variable")
                .isEmpty();
        var wrong = new ArrayList<String>();
        traced = trace();
        long before = apart.system("test", this::rows);
        for (var attacker : attackers) {
            for (var line : lines) {
                if (attacker.tries(line)) {
                    attack(attacker, line, wrong);
                }
            }
            // what no trail is kept of, once for all that somebody tried: counting every table takes its time
            if (apart.system("test", this::rows) != before) {
                wrong.add(attacker.name() + " changed something foreign that has no trail");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// So that a 404 above is the scope's doing; and what people typed is shown to them as a text.
    @Test
    void the_same_addresses_open_for_who_belongs_there_and_no_script_in_a_text_runs() throws IOException {
        var wrong = new ArrayList<String>();
        for (var line : AttackMatrix.lines()) {
            if (!line.method().equals("GET")) {
                continue;
            }
            String path = line.path(this::key);
            var statuses = new ArrayList<Integer>();
            for (var resident : residents) {
                var answer = send(resident, line, path);
                statuses.add(
                        answer.getUnresolvedException() != null
                                ? 500
                                : answer.getResponse().getStatus());
                String type = String.valueOf(answer.getResponse().getContentType());
                if (type.startsWith("text/html")
                        && new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
                                .contains("<script>alert")) {
                    wrong.add(resident.name() + " would run a script at " + path);
                }
            }
            if (line.namesRecord() && statuses.stream().noneMatch(s -> s < 400)) {
                wrong.add(path + " opens for nobody who belongs there: " + statuses);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// A group of two subtrees: the attackers sit in one, all that is planted lies in the other.
    @BeforeAll
    void stage() {
        var units = beans.getBean(Units.class);
        attackers.add(new Attacker("nobody", null, null));
        UnitId top =
                Planting.system(() -> units.open(new NewUnit("TOP", LocalText.of("en", "Top"), "GROUP", null, START)));
        UnitId here = Planting.system(
                () -> units.open(new NewUnit("HERE", LocalText.of("en", "Here"), "SUBSIDIARY", top, START)));
        UnitId there = Planting.system(() -> units.open(new NewUnit(
                "FOREIGN-U", LocalText.of(Planting.SECRET, Planting.SECRET, "en"), "SUBSIDIARY", top, START)));
        UnitId below = Planting.system(() -> units.open(new NewUnit(
                "FOREIGN-V", LocalText.of(Planting.SECRET, Planting.SECRET, "en"), "SECTION", there, START)));
        foreign = new int[] {there.value(), below.value()};
        ServiceLoader.load(Planting.class)
                .forEach(p -> Planting.system(() -> {
                    p.plant(beans, there);
                    return true;
                }));
        for (Role role : Role.values()) {
            attackers.add(new Attacker(role.name(), signIn(role, here, ""), null));
        }
        attackers.add(new Attacker("a program of the director", null, token("director")));
        for (Role role : List.of(Role.DIRECTOR, Role.ADMINISTRATOR)) {
            residents.add(new Attacker("resident " + role, signIn(role, there, "resident-"), null));
        }
    }

    private MockHttpSession signIn(Role role, UnitId unit, String prefix) {
        String login = prefix + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Planting.system(() -> {
            var person = beans.getBean(People.class)
                    .add(new NewPerson(unit, "N-" + login, LocalText.of("en", "Somebody " + login), ""));
            var accounts = beans.getBean(Accounts.class);
            int account = accounts.create(login, PASSWORD, person, false);
            return accounts.grant(account, role, unit, START, null);
        });
        var answer = mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("username", login)
                .param("password", PASSWORD)
                .exchange();
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession(false));
    }

    private String token(String login) {
        var answer = mvc.post()
                .uri("/api/organisation/tokens")
                .with(httpBasic(login, PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .exchange();
        assertThat(answer).hasStatus(201);
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
                .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private void attack(Attacker attacker, Line line, List<String> wrong) {
        boolean writes = !line.method().equals("GET");
        String path = line.path(this::key);
        var answer = send(attacker, line, path);
        String what = attacker.name() + " " + line.method() + " " + path;
        judge(attacker, line, answer, what, wrong);
        if (writes) {
            long now = trace();
            if (now != traced) {
                wrong.add(what + " changed something foreign");
            }
            traced = now;
        }
        if (!writes && attacker.known() && !line.is("open")) {
            String narrowed = path + (path.contains("?") ? "&" : "?") + "unit=" + foreign[0];
            var other = send(attacker, line, narrowed);
            if (other.getResponse().getStatus() != 404) {
                wrong.add(attacker.name() + " GET " + narrowed + " answered "
                        + other.getResponse().getStatus());
            }
        }
    }

    private void judge(Attacker attacker, Line line, MvcTestResult answer, String what, List<String> wrong) {
        if (answer.getUnresolvedException() != null) {
            wrong.add(what + " failed: " + answer.getUnresolvedException());
            return;
        }
        int status = answer.getResponse().getStatus();
        String body = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        if (body.contains(Planting.WORD)
                || body.contains("FOREIGN-") && line.method().equals("GET")) {
            wrong.add(what + " leaked, status " + status);
        }
        if (status >= 500 && !line.path().equals("/error")) {
            wrong.add(what + " answered " + status);
        }
        if (!attacker.known() && !line.is("open")) {
            String to = String.valueOf(answer.getResponse().getRedirectedUrl());
            if (status != 401 && status != 403 && !(status == 302 && to.endsWith("/sign-in"))) {
                wrong.add(what + " let nobody in: " + status + " " + to);
            }
        }
        if (attacker.known() && line.namesRecord() && status != 404) {
            wrong.add(what + " answered " + status + ", so the record is known to be there: " + shortened(body));
        } else if (attacker.known()
                && line.refused()
                && !List.of(400, 403, 404, 409, 422).contains(status)) {
            wrong.add(what + " was not refused: " + status);
        }
    }

    private static String shortened(String body) {
        return body.length() > 300 ? body.substring(0, 300) : body;
    }

    private MvcTestResult send(Attacker attacker, Line line, String path) {
        var method = HttpMethod.valueOf(line.method());
        var session = attacker.session();
        if (line.is("multipart")) {
            var upload = mvc.method(method).multipart().uri(path).with(csrf());
            upload.file(
                    new MockMultipartFile("file", "a.csv", "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
            fields(line).forEach(upload::param);
            if (session != null) {
                upload.session(session);
            }
            if (attacker.token() != null) {
                upload.header("Authorization", "Bearer " + attacker.token());
            }
            return upload.exchange();
        }
        var request = mvc.method(method).uri(path).with(csrf());
        if (session != null) {
            request.session(session);
        }
        if (attacker.token() != null) {
            request.header("Authorization", "Bearer " + attacker.token());
        }
        if (!line.method().equals("GET")) {
            if (path.startsWith("/api/")) {
                request.contentType(MediaType.APPLICATION_JSON).content(json(line));
            } else {
                fields(line).forEach(request::param);
            }
        }
        return request.exchange();
    }

    /// The key of the first foreign record of a table: `organisation.unit`, or of another column:
    /// `organisation.position.code`.
    private String key(String kind) {
        return known.computeIfAbsent(kind, k -> {
            String[] parts = k.split("\\.");
            String column = parts.length > 2 ? parts[2] : "id";
            var found = apart.system("test", () -> first(parts[0], parts[1], column));
            assertThat(found).as("a planted record of " + k).isPresent();
            return found.orElseThrow();
        });
    }

    /// What has no unit of its own stands with what was planted: nothing else is in this database.
    private Optional<String> first(String room, String table, String column) {
        boolean placed = jdbc.sql("""
                        select exists (select from information_schema.columns
                          where table_schema = :room and table_name = :table and column_name = 'unit_id')""")
                .param("room", room)
                .param("table", table)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        return jdbc.sql("select " + column + "::text from " + room + "." + table
                        + (placed ? " where unit_id = any(:units)" : " where :units is not null")
                        + " order by 1 limit 1")
                .param("units", foreign)
                .query((rs, _) -> rs.getString(1))
                .optional();
    }

    /// Everything a form or a body might ask for, with foreign keys wherever a key belongs.
    private Map<String, String> fields(Line line) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("unit", key("organisation.unit"));
        fields.put("parent", line.path().startsWith("/api/") ? key("organisation.unit") : "FOREIGN-U");
        fields.put("at", "FOREIGN-U");
        fields.put("site", key("organisation.site"));
        fields.put("facility", key("organisation.facility"));
        fields.put("person", key("organisation.person"));
        fields.put("owner", key("organisation.person"));
        fields.put("account", key("organisation.account"));
        fields.put("position", "FOREIGN-P");
        fields.put("superior", "FOREIGN-P");
        fields.put("successor", key("organisation.unit"));
        fields.put("code", "ATTACK");
        fields.put("name.en", "Attack");
        fields.put("title.en", "Attack");
        fields.put("kind", "SECTION");
        fields.put("role", "OFFICER");
        fields.put("login", "attack");
        fields.put("password", "an attacker’s password");
        fields.put("version", "1");
        fields.put("from", "2021-01-01");
        fields.put("to", "2031-01-01");
        fields.put("opened", "2021-01-01");
        fields.put("happened", "2021-01-01");
        fields.put("share", "1");
        fields.put("boundary", "ISO_SCOPE");
        fields.put("standing", "IN");
        fields.put("country", "CN");
        fields.put("timeZone", "Asia/Shanghai");
        fields.put("latitude", "1");
        fields.put("longitude", "1");
        fields.put("reason", "attack");
        fields.put("number", "A-1");
        fields.put("work", "attack");
        fields.putAll(line.more(this::key));
        return fields;
    }

    private String json(Line line) {
        String whole = line.more(this::key).get("body");
        return whole != null ? whole : generalJson(line);
    }

    /// What the body of a call may hold, for what it may not is refused before anybody asks whose it is; empty where it
    /// may hold anything.
    private Set<String> members(Line line) {
        return requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(e -> e.getKey().getMethodsCondition().getMethods().stream()
                        .anyMatch(m -> m.name().equals(line.method())))
                .filter(e -> e.getKey().getPatternValues().stream()
                        .anyMatch(pattern -> AttackMatrix.plain(pattern).equals(line.path())))
                .flatMap(e -> Arrays.stream(e.getValue().getMethodParameters()))
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .filter(parameter -> parameter.getParameterType().isRecord())
                .flatMap(parameter -> Arrays.stream(parameter.getParameterType().getRecordComponents()))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private String generalJson(Line line) {
        var members = members(line);
        return fields(line).entrySet().stream()
                .filter(e -> members.isEmpty() || members.contains(e.getKey().replaceAll("\\..*", "")))
                .map(e -> switch (e.getKey()) {
                    case "name.en" -> "\"name\":{\"en\":\"" + e.getValue() + "\"}";
                    case "title.en" ->
                        line.more().containsKey("title") ? "" : "\"title\":{\"en\":\"" + e.getValue() + "\"}";
                    default ->
                        "\"" + e.getKey() + "\":"
                                + (e.getValue().matches("\\d{1,15}")
                                                && !e.getKey().equals("number")
                                        ? e.getValue()
                                        : "\"" + e.getValue() + "\"");
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// How much was ever written about foreign units.
    private long trace() {
        return apart.system(
                "test",
                () -> jdbc.sql("select count(*) from trail.entry where unit_id = any(:units)")
                        .param("units", foreign)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    private @Nullable List<String> tables;
    private long traced;

    /// How many rows of theirs there are.
    private long rows() {
        if (tables == null) {
            tables = jdbc.sql("""
                            select c.table_schema || '.' || c.table_name from information_schema.columns c
                            join information_schema.tables t using (table_schema, table_name)
                            where c.column_name = 'unit_id' and t.table_type = 'BASE TABLE' and c.table_schema <> 'trail'
                              and not exists (select from pg_inherits i
                                where i.inhrelid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass)""").query((rs, _) -> rs.getString(1)).list();
        }
        String all = tables.stream()
                .map(t -> "(select count(*) from " + t + " where unit_id = any(:units))")
                .collect(Collectors.joining(" + "));
        return jdbc.sql("select " + all)
                .param("units", foreign)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }
}
