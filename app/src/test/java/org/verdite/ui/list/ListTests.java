package org.verdite.ui.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.verdite.shared.Invalid;

/// Filters and pages without a database: what a list's address says, and what a cursor may say.
class ListTests {

    private static Filters filters(String... pairs) {
        var request = new MockHttpServletRequest("GET", "/things");
        for (int i = 0; i < pairs.length; i += 2) {
            request.addParameter(pairs[i], pairs[i + 1]);
        }
        return Filters.of(request);
    }

    private static Keyset keyset(Filters filters) {
        return Keyset.of(filters, 3, "t.due date", "t.id bigint");
    }

    /// A page of the numbers 1 to 8 as a database would answer the keyset's question.
    private static Page<Integer> numbers(Filters filters) {
        var keyset = Keyset.of(filters, 3, "id int");
        var all = new ArrayList<>(IntStream.rangeClosed(1, 8).boxed().toList());
        if (keyset.where().contains("<")) {
            int before = Integer.parseInt(String.valueOf(keyset.params().get("key0")));
            all.removeIf(n -> n >= before);
        } else if (keyset.where().contains(">")) {
            int after = Integer.parseInt(String.valueOf(keyset.params().get("key0")));
            all.removeIf(n -> n <= after);
        }
        if (keyset.orderAndLimit().contains("desc")) {
            all.sort(java.util.Comparator.reverseOrder());
        }
        String limit = keyset.orderAndLimit().replaceAll(".*limit ", "");
        return keyset.page(all.stream().limit(Long.parseLong(limit)).toList(), n -> List.of(n));
    }

    @Test
    void pages_go_forward_to_the_last_and_back_to_the_first() {
        var first = numbers(filters());
        assertThat(first.rows()).containsExactly(1, 2, 3);
        assertThat(first.previous()).isEmpty();
        var second = numbers(filters("after", first.next()));
        assertThat(second.rows()).containsExactly(4, 5, 6);
        var third = numbers(filters("after", second.next()));
        assertThat(third.rows()).containsExactly(7, 8);
        assertThat(third.next()).isEmpty();
        var back = numbers(filters("before", third.previous()));
        assertThat(back.rows()).containsExactly(4, 5, 6);
        var start = numbers(filters("before", back.previous()));
        assertThat(start.rows()).containsExactly(1, 2, 3);
        assertThat(start.previous()).isEmpty();
        assertThat(numbers(filters("after", start.next())).rows()).containsExactly(4, 5, 6);
    }

    @Test
    void a_file_has_every_row_once_from_whatever_page_it_was_asked() {
        var second = filters("after", numbers(filters()).next(), "state", "OPEN");
        assertThat(Page.all(second, ListTests::numbers)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void a_crowd_is_probed_for_on_the_first_page_only_and_not_where_it_is_the_last() {
        var first = numbers(filters());
        assertThat(first.probed(() -> Page.CROWD + 1).crowded()).isTrue();
        assertThat(first.probed(() -> Page.CROWD).crowded()).isFalse();
        var second = numbers(filters("after", first.next()));
        assertThat(second.probed(() -> Page.CROWD + 1).crowded()).isFalse();
    }

    @Test
    void keys_go_into_the_statement_as_parameters_of_their_type() {
        var first = keyset(filters());
        assertThat(first.where()).isEqualTo("true");
        String cursor = first.page(List.of("a", "b", "c", "d"), r -> List.of("2026-03-01", 7))
                .next();
        var next = keyset(filters("after", cursor));
        assertThat(next.where()).isEqualTo("(t.due, t.id) > (cast(:key0 as date), cast(:key1 as bigint))");
        assertThat(next.params()).isEqualTo(Map.of("key0", "2026-03-01", "key1", "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "2026-03-01",
                "2026-13-01\u001f7",
                "2026-03-01\u001fseven",
                "x\u001f7",
                "2026-03-01\u001f7\u001f8"
            })
    void a_cursor_that_was_tampered_with_is_refused_before_the_database_sees_it(String keys) {
        String cursor = Base64.getUrlEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> keyset(filters("after", cursor)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("ui.list.cursor"));
        assertThatThrownBy(() -> keyset(filters("before", "%%%"))).isInstanceOf(Invalid.class);
    }

    @Test
    void a_filter_that_can_not_be_meant_is_refused_and_not_dropped() {
        assertThatThrownBy(() -> filters("q", "x".repeat(201))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> filters("q", "a\u0000b")).isInstanceOf(Invalid.class);
        assertThat(filters("q", "x".repeat(200)).get("q")).hasSize(200);
        assertThat(filters("_page", "/x", "q", "  ").values()).isEmpty();
    }

    @Test
    void an_address_keeps_what_it_must() {
        var filters = filters("state", "OPEN", "q", "a&b", "after", "abc");
        assertThat(filters.with("owner", "7")).isEqualTo("/things?state=OPEN&q=a%26b&owner=7");
        assertThat(filters.without("q")).isEqualTo("/things?state=OPEN");
        assertThat(filters.page("before", "z")).isEqualTo("/things?state=OPEN&q=a%26b&before=z");
        assertThat(filters.on("/things/export?side=PERMIT", "format", "csv"))
                .isEqualTo("/things/export?side=PERMIT&state=OPEN&q=a%26b&format=csv");
    }
}
