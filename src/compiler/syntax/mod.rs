//! From TOML text to the content as written: forms are checked, names are not yet looked up.

pub(crate) mod coverage;
pub(crate) mod equivalent;
pub(crate) mod evidence;
pub(crate) mod expression;
pub(crate) mod lexer;
pub(crate) mod literal;
pub(crate) mod networks;
pub(crate) mod parser;
pub(crate) mod protocols;
pub(crate) mod scores;
pub(crate) mod table;
pub(crate) mod transport;
pub(crate) mod vocabulary;

use crate::diagnostics::Reports;
use crate::diagnostics::e105_not_toml::not_toml;
use crate::source::{FileKind, Location, Sources};
use table::Reader;
use toml_edit::Document;

/// All content as written.
#[derive(Default)]
pub(crate) struct Content {
    pub(crate) capabilities: Vec<vocabulary::CapabilityDef>,
    pub(crate) areas: Vec<coverage::AreaDef>,
    pub(crate) presentations: Vec<coverage::PresentationDef>,
    pub(crate) groups: Vec<vocabulary::GroupDef>,
    pub(crate) findings: Vec<vocabulary::FindingDef>,
    pub(crate) scores: Vec<scores::ScoreDef>,
    pub(crate) tables: Vec<scores::TableDef>,
    pub(crate) parts: Vec<protocols::PartDef>,
    pub(crate) sources: Vec<evidence::SourceDef>,
    pub(crate) rows: Vec<evidence::RowDef>,
    pub(crate) networks: Vec<networks::NetworkDef>,
    pub(crate) equivalents: Vec<equivalent::EquivalentDef>,
    pub(crate) transport: Vec<transport::TransportDef>,
}

/// Reads every file.
pub(crate) fn read(sources: &Sources, reports: &Reports) -> Content {
    let mut content = Content::default();
    for (ix, file) in sources.iter() {
        let document = match Document::parse(file.text.as_str()) {
            Ok(document) => document,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let at = Location { file: ix, start: span.start, end: span.end };
                reports.add(not_toml(error.message(), at));
                continue;
            }
        };
        let mut table = Reader::root(ix, &file.text, document.as_table(), reports);
        match file.kind {
            FileKind::Capabilities => {
                let all = table.tables("capability", "capability");
                content.capabilities.extend(all.into_iter().map(vocabulary::capability));
                table.finish();
            }
            FileKind::Coverage => {
                content.areas.extend(table.tables("area", "area").into_iter().map(coverage::area));
                let all = table.tables("presentation", "presentation");
                content.presentations.extend(all.into_iter().map(coverage::presentation));
                table.finish();
            }
            FileKind::Findings => {
                content.groups.extend(table.tables("group", "group").into_iter().map(vocabulary::group));
                content.findings.extend(table.tables("finding", "finding").into_iter().map(vocabulary::finding));
                table.finish();
            }
            FileKind::Evidence => {
                content.sources.extend(table.tables("source", "source").into_iter().map(evidence::source));
                content.rows.extend(table.tables("row", "row").into_iter().map(evidence::row));
                table.finish();
            }
            FileKind::Equivalent => {
                let all = table.tables("equivalent", "equivalent");
                content.equivalents.extend(all.into_iter().map(equivalent::equivalent));
                table.finish();
            }
            FileKind::Scores => {
                content.scores.extend(table.tables("score", "score").into_iter().map(scores::score));
                content.tables.extend(table.tables("table", "table").into_iter().map(scores::table));
                table.finish();
            }
            FileKind::Protocol => content.parts.push(protocols::part(table)),
            FileKind::Transport => content.transport.push(transport::transport(table)),
            FileKind::Network => content.networks.push(networks::network(table)),
        }
    }
    content
}
