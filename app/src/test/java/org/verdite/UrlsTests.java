package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.verdite.shared.Scope;

/// Where pages and API answer, and what the API's document says about it.
@SpringBootTest
@AutoConfigureMockMvc
class UrlsTests {

    /// The frame's own addresses; every other room's begin with its name.
    private static final Set<String> FRAME = Set.of("search", "desk", "menu", "units", "jobs", "preferences", "error");

    /// The doors before anybody is known belong to who keeps the accounts.
    private static final Set<String> DOORS = Set.of("sign-in", "first-run");

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    MockMvcTester mvc;

    @Test
    void every_address_begins_with_its_room() {
        var wrong = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((info, handler) -> {
            String type = handler.getBeanType().getName();
            if (!type.startsWith("org.verdite.")) {
                return;
            }
            String room = type.split("\\.")[2];
            for (String path : info.getPatternValues()) {
                String[] parts = path.replaceFirst("^/api(?=/)", "").split("/");
                String root = parts.length > 1 ? parts[1] : "";
                boolean ours = root.equals(room)
                        || room.equals("ui") && FRAME.contains(root)
                        || room.equals("organisation") && DOORS.contains(root)
                        || room.equals("reporting") && path.equals("/");
                if (!ours) {
                    wrong.add(type + " maps " + path);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_document_knows_every_address_of_the_api_with_a_summary() throws IOException {
        var paths = document().get("paths");
        var missing = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((info, handler) -> {
            if (!handler.getBeanType().getName().startsWith("org.verdite.")) {
                return;
            }
            for (String pattern : info.getPatternValues()) {
                String path = AttackMatrix.plain(pattern);
                for (var method : info.getMethodsCondition().getMethods()) {
                    var said = paths.path(path).path(method.name().toLowerCase(java.util.Locale.ROOT));
                    if (path.startsWith("/api/")
                            && said.path("summary").asText().isBlank()) {
                        missing.add(method + " " + path);
                    }
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void the_document_has_a_title_and_says_how_to_sign_in() throws IOException {
        var document = document();
        assertThat(document.at("/info/title").asText()).isEqualTo("Verdite");
        assertThat(document.at("/info/description").asText()).isNotBlank();
        var schemes = document.at("/components/securitySchemes");
        assertThat(schemes.at("/token/scheme").asText()).isEqualTo("bearer");
        assertThat(schemes.at("/password/scheme").asText()).isEqualTo("basic");
        assertThat(document.at("/security/0/token").isArray()).isTrue();
    }

    @Test
    void every_list_of_the_document_says_how_it_is_turned_and_narrowed() throws IOException {
        var wrong = new ArrayList<String>();
        var document = document();
        document.get("paths").fields().forEachRemaining(path -> {
            var get = path.getValue().path("get");
            if (list(document, get)) {
                var names = new TreeSet<String>();
                get.path("parameters").forEach(p -> names.add(p.path("name").asText()));
                if (!names.contains("unit")) {
                    wrong.add(path.getKey() + " has " + names);
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(parameters(document, "/api/monitoring/exceedances"))
                .contains("after", "state", "kind", "medium", "site", "point", "series", "from", "to", "unit");
        assertThat(parameters(document, "/api/rectification/items")).contains("after", "view", "state", "severity");
        assertThat(parameters(document, "/api/funds/postings")).contains("after", "year", "category", "currency");
    }

    private static Set<String> parameters(JsonNode document, String path) {
        var names = new TreeSet<String>();
        StreamSupport.stream(
                        document.path("paths")
                                .path(path)
                                .path("get")
                                .path("parameters")
                                .spliterator(),
                        false)
                .forEach(p -> names.add(p.path("name").asText()));
        return names;
    }

    /// An answer with `items` and `next`.
    private static boolean list(JsonNode document, JsonNode get) {
        var content = get.at("/responses/200/content").elements();
        if (!content.hasNext()) {
            return false;
        }
        String ref = content.next().at("/schema/$ref").asText();
        var properties = document.at("/components/schemas/" + ref.substring(ref.lastIndexOf('/') + 1) + "/properties");
        return properties.has("items") && properties.has("next");
    }

    private JsonNode document() throws IOException {
        var answer = Scope.system("test")
                .get(
                        () -> mvc.get()
                                .uri("/api/openapi")
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.user("test"))
                                .exchange());
        assertThat(answer).hasStatusOk();
        return new ObjectMapper().readTree(answer.getResponse().getContentAsByteArray());
    }
}
