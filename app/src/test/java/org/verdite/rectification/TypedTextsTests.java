package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;

/// What people type: too much of it is refused at its field, and a script stays a text.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
// a group of its own: the lists of the other tests stay short
@TestPropertySource(properties = "verdite.tests=apart")
class TypedTextsTests {

    private static final String LONG = "x".repeat(10_000);
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static int number;

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    Items items;

    private final Map<String, String> places = new LinkedHashMap<>();
    private final String code = "T" + (++number);

    @BeforeEach
    void somethingToChange() {
        g.clock.to("2026-11-18T01:14:00Z");
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> {
                    int site = id("select id from organisation.site where code = 'RG-S1'");
                    int facility = id("""
                    insert into organisation.facility (site_id, unit_id, code, name, kind)
                    values (%d, %d, '%s', '{"_":"en","en":"Plant"}', 'OUTFALL') returning id""".formatted(site, g.valley.value(), code));
                    int point = id("""
                    insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                    values (%d, %d, %d, '%s', '{"_":"en","en":"Outfall"}', 'OUTFALL', 'Asia/Shanghai') returning id""".formatted(g.valley.value(), facility, site, code));
                    int permit = id("""
                    insert into obligations.limit_set (unit_id, side, code, name, site_id, valid_from)
                    values (%d, 'PERMIT', '%s', '{"_":"en","en":"Permit"}', %d, date '2026-01-01') returning id""".formatted(g.valley.value(), code, site));
                    places.put("{site}", "" + site);
                    places.put("{facility}", "" + facility);
                    places.put("{point}", "" + point);
                    places.put("{permit}", "" + permit);
                }));
        places.put("{unit}", g.section.toString());
        places.put("{person}", g.xu.id().toString());
        places.put("{item}", item(Severity.MAJOR).toString());
        places.put("{code}", "N" + code);
    }

    private ItemId item(Severity severity) {
        return g.lin.scope()
                .get(() -> items.open(new NewItem(
                        g.section,
                        "Copper above permit " + code,
                        "",
                        severity,
                        "WATER",
                        null,
                        g.lin.id(),
                        LocalDate.parse("2026-11-18"),
                        false)));
    }

    private int id(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private String filled(String text) {
        String out = text;
        for (var place : places.entrySet()) {
            out = out.replace(place.getKey(), place.getValue());
        }
        return out;
    }

    private Scope who(String path) {
        return path.contains("/items/") ? g.lin.scope() : Scope.system("test");
    }

    private Map<String, String> params(String form) {
        var params = new LinkedHashMap<String, String>();
        for (String pair : filled(form).split("&")) {
            params.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return params;
    }

    private MvcTestResult post(String path, Map<String, String> params) {
        return who(path).get(() -> {
            var request = mvc.post().uri(filled(path)).with(user("test")).with(csrf());
            params.forEach(request::param);
            return request.exchange();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /monitoring/points | facility={facility}&code={code}&name.en=P&kind=OUTFALL | code name.en name.zh kind receivingBody receivingClass dataSource dataLicence
            /monitoring/points/{point}/change | version=1&name.en=P | name.en name.zh receivingBody receivingClass
            /monitoring/points/{point}/series | parameter=w20122&statistic=VALUE&mode=LABORATORY | parameter statistic mode fraction basis measure
            /obligations/permits | site={site}&code={code}&name.en=P&from=2026-01-01 | code name.en name.zh authority source
            /obligations/sets/{permit}/correct | version=1&name.en=P&from=2026-01-01 | name.en name.zh authority source
            /obligations/sets/{permit}/renew | version=1&code={code}-B&from=2026-06-01 | code
            /obligations/sets/{permit}/limits | parameter=w20122&name.en=Cu&statistic=DAY_MEAN&kind=COMPLIANCE&operator=MAX&upper=0.5&measure=mg/L&from=2026-01-01&rounding=NONE&nonDetect=WITHIN | parameter name.en statistic measure pointCode pointClass clause
            /rectification/items | title=T&severity=MINOR&medium=WATER&at={unit}&discovered=2026-11-18 | title description medium
            /rectification/items/{item}/edit | version=1&title=T&medium=WATER | title description medium
            /rectification/items/{item}/cause | why1=Because&kind=OTHER | why1 why7 kind
            /rectification/items/{item}/action | title=Do it&kind=OTHER&owner={person}&due=2026-11-20&do=add | title kind
            /rectification/items/{item}/time | to=2026-12-20&reason=Because | reason
            /rectification/items/{item}/cancel | kind=INVALID&reason=Because | kind reason
            """)
    void ten_thousand_characters_are_refused_at_their_field(String path, String form, String fields) {
        for (String field : fields.split(" ")) {
            var params = params(form);
            params.put(field, LONG);
            assertThat(post(path, params)).as(path + " " + field).hasStatus(422);
            params.put(field, "a\u0000b");
            assertThat(post(path, params))
                    .as(path + " " + field + " with a control character")
                    .hasStatus(422);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            POST | /api/monitoring/points | {"facility":{facility},"code":"{code}","nameEn":"P","kind":"OUTFALL"} | code nameEn nameZh receivingBody receivingClass
            PUT | /api/monitoring/points/{point} | {"version":1,"nameEn":"P"} | nameEn nameZh receivingBody receivingClass
            POST | /api/obligations/permits | {"site":{site},"code":"{code}","nameEn":"P","from":"2026-01-01"} | code nameEn nameZh authority source
            PUT | /api/obligations/sets/{permit} | {"version":1,"nameEn":"P","from":"2026-01-01"} | nameEn nameZh authority source
            POST | /api/obligations/sets/{permit}/limits | {"kind":"COMPLIANCE","parameter":"w20122","name":"Cu","statistic":"DAY_MEAN","operator":"MAX","upper":0.5,"unit":"mg/L","from":"2026-01-01"} | parameter name fraction statistic unit pointClass pointCode clause
            POST | /api/rectification/items | {"unit":{unit},"title":"T","severity":"MINOR","medium":"WATER"} | title description medium
            POST | /api/rectification/items/{item}/actions | {"title":"Do it","kind":"OTHER","owner":{person},"due":"2026-11-20"} | title kind
            """)
    void the_api_refuses_them_too(String method, String path, String body, String fields) {
        for (String field : fields.split(" ")) {
            for (String text : List.of(LONG, "a\u0000b")) {
                var json =
                        (tools.jackson.databind.node.ObjectNode) Json.mapper().readTree(filled(body));
                json.put(field, text);
                var answer = who(path)
                        .get(() -> (method.equals("PUT") ? mvc.put() : mvc.post())
                                .uri(filled(path))
                                .with(user("test"))
                                .with(csrf())
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(json.toString())
                                .exchange());
                assertThat(answer).as(path + " " + field).hasStatus(422);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"latitude,99999", "longitude,-181", "latitude,90.5"})
    void a_place_that_is_not_on_earth_is_refused(String field, String degrees) {
        var params = params("facility={facility}&code={code}&name.en=P&kind=OUTFALL");
        params.put(field, degrees);
        assertThat(post("/monitoring/points", params)).hasStatus(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/monitoring",
                "/monitoring/points/{point}",
                "/monitoring/points/{point}/change",
                "/obligations/permits",
                "/obligations/sets/{permit}",
                "/obligations/sets/{permit}/correct",
                "/rectification",
                "/rectification/items/{item}",
                "/rectification/items/{item}/edit",
                "/rectification/items/{item}/cancel"
            })
    void a_script_that_somebody_types_is_a_text_on_every_page(String path) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> {
                    jdbc.sql("""
                            update monitoring.point set name = jsonb_build_object('_', 'en', 'en', :s, 'zh', :s), receiving_body = :s,
                              receiving_class = :s, data_source = :s, data_licence = :s where id = cast(:id as int)""")
                            .param("s", SCRIPT)
                            .param("id", places.get("{point}"))
                            .update();
                    jdbc.sql("""
                            update obligations.limit_set set name = jsonb_build_object('_', 'en', 'en', :s, 'zh', :s), authority = :s, source = :s,
                              licence = :s where id = cast(:id as int)""")
                            .param("s", SCRIPT)
                            .param("id", places.get("{permit}"))
                            .update();
                    jdbc.sql(
                                    "update rectification.item set title = :s, description = :s, cause = array[:s] where id = cast(:id as int)")
                            .param("s", SCRIPT)
                            .param("id", places.get("{item}"))
                            .update();
                }));
        var page = Scope.system("test")
                .get(() -> mvc.get().uri(filled(path)).with(user("test")).exchange());
        assertThat(page).hasStatusOk().bodyText().doesNotContain(SCRIPT);
    }
}
