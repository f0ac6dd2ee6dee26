/** What the pages of the Dev UI call and show. Internal, not API. */
package io.ctattention.quarkus.runtime.devui;
