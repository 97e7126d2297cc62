package org.verdite;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.verdite.shared.Scope;

/// Lets a test call a page within a scope that it bound to its own thread, without signing anybody in. Only here: the
/// program itself knows no way in but signing in.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class BoundScopes {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain withinBoundScope(HttpSecurity http) {
        http.securityMatcher(request -> !Scope.current().equals(Scope.NOBODY));
        http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll());
        return http.build();
    }
}
