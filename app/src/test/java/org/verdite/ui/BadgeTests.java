package org.verdite.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.Statements;
import org.verdite.rectification.SmallGroup;

/// The number beside "My desk" costs a page nothing most of the time, and is true after one's own steps.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class BadgeTests {

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    private int statements() {
        Statements.restart();
        assertThat(g.xu.scope()
                        .get(() -> mvc.get()
                                .uri("/organisation/people")
                                .with(user("test"))
                                .exchange()))
                .hasStatusOk();
        return Statements.seen().size();
    }

    @Test
    void the_rooms_are_asked_again_only_after_a_step_of_ones_own() {
        int asked = statements();
        int known = statements();
        assertThat(known).as("the second page").isLessThan(asked - 4).isLessThanOrEqualTo(12);
        g.lin.scope()
                .run(() -> mvc.post()
                        .uri("/preferences")
                        .param("appearance", "dark")
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(statements()).as("after a step of another").isEqualTo(known);
        g.xu.scope()
                .run(() -> mvc.post()
                        .uri("/preferences")
                        .param("appearance", "dark")
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(statements()).as("after a step of one's own").isGreaterThan(known);
    }
}
