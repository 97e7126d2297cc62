package org.verdite.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTests {

    @Test
    void only_pages_of_ours_are_gone_back_to() {
        assertThat(Address.ours("/actions?state=OPEN&owner=7", "/")).isEqualTo("/actions?state=OPEN&owner=7");
        for (String elsewhere :
                new String[] {"//evil.example", "/\\evil.example", "https://evil.example", "", "/a\nb"}) {
            assertThat(Address.ours(elsewhere, "/")).as(elsewhere).isEqualTo("/");
        }
        assertThat(Address.ours(null, "/desk")).isEqualTo("/desk");
    }

    @Test
    void a_unit_is_added_once_and_before_the_fragment() {
        assertThat(Address.within("/actions", 7)).isEqualTo("/actions?unit=7");
        assertThat(Address.within("/actions?state=OPEN#e3", 7)).isEqualTo("/actions?state=OPEN&unit=7#e3");
        assertThat(Address.within("/actions?unit=3", 7)).isEqualTo("/actions?unit=3");
        assertThat(Address.within("/actions?subunit=3", 7)).isEqualTo("/actions?subunit=3&unit=7");
        assertThat(Address.within("/actions", null)).isEqualTo("/actions");
    }

    @Test
    void another_unit_keeps_the_filters_and_begins_at_the_first_page() {
        assertThat(Address.instead("/actions?unit=3&state=OPEN&after=abc&owner=7", 9))
                .isEqualTo("/actions?state=OPEN&owner=7&unit=9");
        assertThat(Address.instead("/actions?state=OPEN&unit=3", null)).isEqualTo("/actions?state=OPEN");
        assertThat(Address.instead("/actions?unit=3", null)).isEqualTo("/actions");
        assertThat(Address.unit("/actions?state=OPEN&unit=3")).isEqualTo(3);
        assertThat(Address.unit("/actions?unit=x")).isNull();
    }
}
