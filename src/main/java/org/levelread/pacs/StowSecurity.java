package org.levelread.pacs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Routers come without a browser: no session, no cookie, and so no forged request of another page; [StowController]
/// asks for the token.
@Configuration
class StowSecurity {
    @Bean
    @Order(1)
    SecurityFilterChain routerAddresses(HttpSecurity http) throws Exception {
        http.securityMatcher("/dicom-web/**");
        http.authorizeHttpRequests(request -> request.anyRequest().permitAll());
        http.csrf(csrf -> csrf.disable());
        http.requestCache(cache -> cache.disable());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.headers(headers -> headers.defaultsDisabled().httpStrictTransportSecurity(https -> {}));
        return http.build();
    }
}
