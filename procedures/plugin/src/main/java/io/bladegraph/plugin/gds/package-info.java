// SPDX-License-Identifier: Apache-2.0

/** Graph Data Science, where it is installed: its graphs, its progress, its models. */
package io.bladegraph.plugin.gds;
