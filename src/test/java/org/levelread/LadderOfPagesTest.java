package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.readers.Role;

/// Which pages open for whom. A reader's are few, and every page that is not listed here must stay shut for readers.
class LadderOfPagesTest extends PageTest {
    private static final Map<String, Set<Role>> PAGES = Map.of(
            "reading", Set.of(Role.READER),
            "protocol", Set.of(Role.values()),
            "cases", Set.of(Role.SURGEON, Role.STUDY_LEAD, Role.ADMINISTRATOR),
            "enrolment", Set.of(Role.SURGEON, Role.STUDY_LEAD),
            "conduct", Set.of(Role.STUDY_LEAD, Role.ADMINISTRATOR),
            "blinding", Set.of(Role.STUDY_LEAD, Role.ADMINISTRATOR),
            "reads", Set.of(Role.STUDY_LEAD, Role.ADMINISTRATOR),
            "study", Set.of(Role.STUDY_LEAD, Role.ADMINISTRATOR),
            "audit", Set.of(Role.STUDY_LEAD, Role.ADMINISTRATOR),
            "accounts", Set.of(Role.ADMINISTRATOR));
    /// open to whoever is signed in, or to everybody
    private static final Set<String> COMMON = Set.of("", "login", "password");

    @ParameterizedTest
    @EnumSource(Role.class)
    void pagesOpenForTheirRolesOnly(Role role) {
        currentStudy();
        signIn(account(role));
        PAGES.forEach((page, roles) -> {
            UI.getCurrent().navigate(page);
            String opened = getCurrentView().getClass().getSimpleName();
            assertThat(opened.equals(view(page).getSimpleName()))
                    .as(page + " for " + role + " opened " + opened)
                    .isEqualTo(roles.contains(role));
        });
    }

    @Test
    void nobodyWhoIsNotSignedInGetsIn() {
        for (String page : PAGES.keySet()) {
            UI.getCurrent().navigate(page);
            assertThat(getCurrentView().getClass().getSimpleName()).as(page).isEqualTo("LoginView");
        }
    }

    @Test
    void everyOtherPageIsShutForReaders() {
        for (RouteData route : routes()) {
            boolean ofATest = route.getNavigationTarget().getEnclosingClass() != null;
            if (ofATest || PAGES.containsKey(route.getTemplate()) || COMMON.contains(route.getTemplate())) continue;
            RolesAllowed allowed = route.getNavigationTarget().getAnnotation(RolesAllowed.class);
            assertThat(allowed).as(route.getTemplate()).isNotNull();
            assertThat(allowed.value()).as(route.getTemplate()).isNotEmpty().doesNotContain("READER");
        }
    }

    private static Class<? extends Component> view(String page) {
        return routes().stream()
                .filter(route -> route.getTemplate().equals(page))
                .map(RouteData::getNavigationTarget)
                .findFirst()
                .orElseThrow();
    }

    private static List<RouteData> routes() {
        return RouteConfiguration.forApplicationScope().getAvailableRoutes();
    }
}
