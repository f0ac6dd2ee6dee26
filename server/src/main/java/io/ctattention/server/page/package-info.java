/** How the files of the page are served; they are in {@code META-INF/resources}. */
package io.ctattention.server.page;
