"""Names of RDF terms as plain strings, and the concept that stands for each value of a record.

A test holds ``XT`` equal to the terms of ``xuntu.ttl`` and every concept named here to those of ``concepts.ttl``.
"""
# ruff: noqa: N815  (constants are named as their vocabularies name them)

from typing import Final, Literal

from xuntu.ontology.finding import MeasureState, MeasureType, PolicyRole, StatusNormal, StatusSource
from xuntu.ontology.report import DeclaredKind, Level, ReportKind

VERSION: Final = "0.2.0"
"""The version of the vocabulary, its concepts and its shapes; it grows when a term comes, changes or goes."""

NAMESPACE: Final = "https://w3id.org/xuntu/ns#"
CONCEPT_NAMESPACE: Final = "https://w3id.org/xuntu/concept/"
SCHEME_NAMESPACE: Final = "https://w3id.org/xuntu/concept/scheme/"
ID_NAMESPACE: Final = "https://w3id.org/xuntu/id/"
GRAPH_NAMESPACE: Final = "https://w3id.org/xuntu/graph/"

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_PROV: Final = "http://www.w3.org/ns/prov#"
_ORG: Final = "http://www.w3.org/ns/org#"
_OA: Final = "http://www.w3.org/ns/oa#"
_SCHEMA: Final = "https://schema.org/"
_VOID: Final = "http://rdfs.org/ns/void#"
_SH: Final = "http://www.w3.org/ns/shacl#"

PREFIXES: Final[dict[str, str]] = {
    "xt": NAMESPACE,
    "xtc": CONCEPT_NAMESPACE,
    "xtsch": SCHEME_NAMESPACE,
    "xtid": ID_NAMESPACE,
    "xtg": GRAPH_NAMESPACE,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "owl": _OWL,
    "xsd": _XSD,
    "skos": _SKOS,
    "dcterms": _DCTERMS,
    "foaf": _FOAF,
    "prov": _PROV,
    "org": _ORG,
    "oa": _OA,
    "schema": _SCHEMA,
    "void": _VOID,
    "sh": _SH,
}


class XT:
    """Classes and properties of the vocabulary."""

    Document: Final = NAMESPACE + "Document"
    Report: Final = NAMESPACE + "Report"
    Passage: Final = NAMESPACE + "Passage"
    Note: Final = NAMESPACE + "Note"
    Unit: Final = NAMESPACE + "Unit"
    MentionedUnit: Final = NAMESPACE + "MentionedUnit"
    InspectionTeam: Final = NAMESPACE + "InspectionTeam"
    Division: Final = NAMESPACE + "Division"
    InspectionRound: Final = NAMESPACE + "InspectionRound"
    Inspection: Final = NAMESPACE + "Inspection"
    Finding: Final = NAMESPACE + "Finding"
    Measure: Final = NAMESPACE + "Measure"
    PolicyDocument: Final = NAMESPACE + "PolicyDocument"
    Meeting: Final = NAMESPACE + "Meeting"
    FundsMovement: Final = NAMESPACE + "FundsMovement"
    Sanction: Final = NAMESPACE + "Sanction"
    Figure: Final = NAMESPACE + "Figure"
    IndicatorValue: Final = NAMESPACE + "IndicatorValue"
    DeclaredFigure: Final = NAMESPACE + "DeclaredFigure"
    StatusRecord: Final = NAMESPACE + "StatusRecord"
    Recurrence: Final = NAMESPACE + "Recurrence"
    RecurrenceChain: Final = NAMESPACE + "RecurrenceChain"
    Match: Final = NAMESPACE + "Match"

    sha256: Final = NAMESPACE + "sha256"
    fileName: Final = NAMESPACE + "fileName"
    reportsOn: Final = NAMESPACE + "reportsOn"
    evidence: Final = NAMESPACE + "evidence"
    confidence: Final = NAMESPACE + "confidence"
    stage: Final = NAMESPACE + "stage"
    message: Final = NAMESPACE + "message"

    inDivision: Final = NAMESPACE + "inDivision"
    inRound: Final = NAMESPACE + "inRound"
    launchedBy: Final = NAMESPACE + "launchedBy"
    term: Final = NAMESPACE + "term"
    roundNumber: Final = NAMESPACE + "roundNumber"
    year: Final = NAMESPACE + "year"
    batch: Final = NAMESPACE + "batch"

    conductedBy: Final = NAMESPACE + "conductedBy"
    inspectingBody: Final = NAMESPACE + "inspectingBody"
    inspects: Final = NAMESPACE + "inspects"
    inspectionKind: Final = NAMESPACE + "inspectionKind"
    level: Final = NAMESPACE + "level"
    subject: Final = NAMESPACE + "subject"
    feedbackDate: Final = NAMESPACE + "feedbackDate"
    followsUp: Final = NAMESPACE + "followsUp"
    mentionedAs: Final = NAMESPACE + "mentionedAs"
    mentions: Final = NAMESPACE + "mentions"
    calledAs: Final = NAMESPACE + "calledAs"
    relative: Final = NAMESPACE + "relative"

    foundIn: Final = NAMESPACE + "foundIn"
    withinFinding: Final = NAMESPACE + "withinFinding"
    findingLevel: Final = NAMESPACE + "findingLevel"
    number: Final = NAMESPACE + "number"
    problemType: Final = NAMESPACE + "problemType"
    inheritedProblemType: Final = NAMESPACE + "inheritedProblemType"
    typeWord: Final = NAMESPACE + "typeWord"
    frame: Final = NAMESPACE + "frame"
    concerns: Final = NAMESPACE + "concerns"
    restates: Final = NAMESPACE + "restates"

    addresses: Final = NAMESPACE + "addresses"
    measureType: Final = NAMESPACE + "measureType"
    measureState: Final = NAMESPACE + "measureState"
    deadline: Final = NAMESPACE + "deadline"
    deadlineText: Final = NAMESPACE + "deadlineText"
    responsibleUnit: Final = NAMESPACE + "responsibleUnit"
    responsiblePost: Final = NAMESPACE + "responsiblePost"
    yields: Final = NAMESPACE + "yields"
    issues: Final = NAMESPACE + "issues"
    drafts: Final = NAMESPACE + "drafts"
    revises: Final = NAMESPACE + "revises"
    cites: Final = NAMESPACE + "cites"
    documentNumber: Final = NAMESPACE + "documentNumber"

    indicator: Final = NAMESPACE + "indicator"
    what: Final = NAMESPACE + "what"
    valueText: Final = NAMESPACE + "valueText"
    changeRate: Final = NAMESPACE + "changeRate"
    precision: Final = NAMESPACE + "precision"
    declaredFor: Final = NAMESPACE + "declaredFor"

    statusOf: Final = NAMESPACE + "statusOf"
    status: Final = NAMESPACE + "status"
    statusText: Final = NAMESPACE + "statusText"
    statusSource: Final = NAMESPACE + "statusSource"
    progress: Final = NAMESPACE + "progress"
    proof: Final = NAMESPACE + "proof"
    closedOn: Final = NAMESPACE + "closedOn"

    recurringFinding: Final = NAMESPACE + "recurringFinding"
    priorFinding: Final = NAMESPACE + "priorFinding"
    basis: Final = NAMESPACE + "basis"
    score: Final = NAMESPACE + "score"
    quotes: Final = NAMESPACE + "quotes"

    canonical: Final = NAMESPACE + "canonical"
    matches: Final = NAMESPACE + "matches"
    ground: Final = NAMESPACE + "ground"
    succeeds: Final = NAMESPACE + "succeeds"
    unitLevel: Final = NAMESPACE + "unitLevel"
    currentStatus: Final = NAMESPACE + "currentStatus"
    inChain: Final = NAMESPACE + "inChain"
    ofUnit: Final = NAMESPACE + "ofUnit"
    ofInspection: Final = NAMESPACE + "ofInspection"


class XTC:
    """Concepts of ``concepts.ttl`` that code mentions; a hyphen in a name is written as an underscore here."""

    report_rectification: Final = CONCEPT_NAMESPACE + "report-rectification"
    report_launch: Final = CONCEPT_NAMESPACE + "report-launch"
    report_feedback: Final = CONCEPT_NAMESPACE + "report-feedback"
    report_audit: Final = CONCEPT_NAMESPACE + "report-audit"
    report_environment: Final = CONCEPT_NAMESPACE + "report-environment"
    report_news: Final = CONCEPT_NAMESPACE + "report-news"
    report_other: Final = CONCEPT_NAMESPACE + "report-other"

    authority_central: Final = CONCEPT_NAMESPACE + "authority-central"
    authority_province: Final = CONCEPT_NAMESPACE + "authority-province"
    authority_city: Final = CONCEPT_NAMESPACE + "authority-city"
    authority_county: Final = CONCEPT_NAMESPACE + "authority-county"
    authority_township: Final = CONCEPT_NAMESPACE + "authority-township"
    authority_village: Final = CONCEPT_NAMESPACE + "authority-village"
    authority_unit: Final = CONCEPT_NAMESPACE + "authority-unit"

    kind_inspection: Final = CONCEPT_NAMESPACE + "kind-inspection"
    kind_xunshi: Final = CONCEPT_NAMESPACE + "kind-xunshi"
    kind_xuncha: Final = CONCEPT_NAMESPACE + "kind-xuncha"
    kind_ducha: Final = CONCEPT_NAMESPACE + "kind-ducha"
    kind_dudao: Final = CONCEPT_NAMESPACE + "kind-dudao"
    kind_audit: Final = CONCEPT_NAMESPACE + "kind-audit"
    kind_check: Final = CONCEPT_NAMESPACE + "kind-check"
    kind_campaign: Final = CONCEPT_NAMESPACE + "kind-campaign"
    kind_environment: Final = CONCEPT_NAMESPACE + "kind-environment"
    kind_regular: Final = CONCEPT_NAMESPACE + "kind-regular"
    kind_special: Final = CONCEPT_NAMESPACE + "kind-special"
    kind_themed: Final = CONCEPT_NAMESPACE + "kind-themed"
    kind_mobile: Final = CONCEPT_NAMESPACE + "kind-mobile"
    kind_lookback: Final = CONCEPT_NAMESPACE + "kind-lookback"
    kind_lookback_rectification: Final = CONCEPT_NAMESPACE + "kind-lookback-rectification"
    kind_elevated: Final = CONCEPT_NAMESPACE + "kind-elevated"
    kind_cross: Final = CONCEPT_NAMESPACE + "kind-cross"
    kind_elevated_cross: Final = CONCEPT_NAMESPACE + "kind-elevated-cross"
    kind_extended: Final = CONCEPT_NAMESPACE + "kind-extended"
    kind_linked: Final = CONCEPT_NAMESPACE + "kind-linked"
    kind_linked_audit: Final = CONCEPT_NAMESPACE + "kind-linked-audit"
    kind_linked_discipline: Final = CONCEPT_NAMESPACE + "kind-linked-discipline"
    kind_merged: Final = CONCEPT_NAMESPACE + "kind-merged"
    kind_relay: Final = CONCEPT_NAMESPACE + "kind-relay"
    kind_village: Final = CONCEPT_NAMESPACE + "kind-village"
    kind_sector: Final = CONCEPT_NAMESPACE + "kind-sector"

    level_category: Final = CONCEPT_NAMESPACE + "level-category"
    level_aspect: Final = CONCEPT_NAMESPACE + "level-aspect"
    level_issue: Final = CONCEPT_NAMESPACE + "level-issue"

    status_closed: Final = CONCEPT_NAMESPACE + "status-closed"
    status_open: Final = CONCEPT_NAMESPACE + "status-open"
    status_done: Final = CONCEPT_NAMESPACE + "status-done"
    status_mostly: Final = CONCEPT_NAMESPACE + "status-mostly"
    status_stage: Final = CONCEPT_NAMESPACE + "status-stage"
    status_lasting: Final = CONCEPT_NAMESPACE + "status-lasting"
    status_ongoing: Final = CONCEPT_NAMESPACE + "status-ongoing"
    status_undone: Final = CONCEPT_NAMESPACE + "status-undone"

    source_label: Final = CONCEPT_NAMESPACE + "source-label"
    source_cell: Final = CONCEPT_NAMESPACE + "source-cell"
    source_closing_words: Final = CONCEPT_NAMESPACE + "source-closing-words"
    source_group_line: Final = CONCEPT_NAMESPACE + "source-group-line"
    source_section: Final = CONCEPT_NAMESPACE + "source-section"
    source_document: Final = CONCEPT_NAMESPACE + "source-document"
    source_ledger: Final = CONCEPT_NAMESPACE + "source-ledger"

    state_done: Final = CONCEPT_NAMESPACE + "state-done"
    state_ongoing: Final = CONCEPT_NAMESPACE + "state-ongoing"
    state_promised: Final = CONCEPT_NAMESPACE + "state-promised"

    measure_correction: Final = CONCEPT_NAMESPACE + "measure-correction"
    measure_corrective: Final = CONCEPT_NAMESPACE + "measure-corrective"
    measure_rules: Final = CONCEPT_NAMESPACE + "measure-rules"
    measure_meeting: Final = CONCEPT_NAMESPACE + "measure-meeting"
    measure_study: Final = CONCEPT_NAMESPACE + "measure-study"
    measure_campaign: Final = CONCEPT_NAMESPACE + "measure-campaign"
    measure_supervise: Final = CONCEPT_NAMESPACE + "measure-supervise"
    measure_recover: Final = CONCEPT_NAMESPACE + "measure-recover"
    measure_sanction: Final = CONCEPT_NAMESPACE + "measure-sanction"
    measure_clues: Final = CONCEPT_NAMESPACE + "measure-clues"
    measure_works: Final = CONCEPT_NAMESPACE + "measure-works"
    measure_structure: Final = CONCEPT_NAMESPACE + "measure-structure"
    measure_legal: Final = CONCEPT_NAMESPACE + "measure-legal"
    measure_platform: Final = CONCEPT_NAMESPACE + "measure-platform"
    measure_fix: Final = CONCEPT_NAMESPACE + "measure-fix"

    basis_stated: Final = CONCEPT_NAMESPACE + "basis-stated"
    basis_inferred: Final = CONCEPT_NAMESPACE + "basis-inferred"
    basis_confirmed: Final = CONCEPT_NAMESPACE + "basis-confirmed"
    recur_unresolved: Final = CONCEPT_NAMESPACE + "recur-unresolved"
    recur_relapse: Final = CONCEPT_NAMESPACE + "recur-relapse"
    recur_again: Final = CONCEPT_NAMESPACE + "recur-again"
    recur_like: Final = CONCEPT_NAMESPACE + "recur-like"

    ground_same_name: Final = CONCEPT_NAMESPACE + "ground-same-name"
    ground_place: Final = CONCEPT_NAMESPACE + "ground-place"
    ground_short_name: Final = CONCEPT_NAMESPACE + "ground-short-name"
    ground_told: Final = CONCEPT_NAMESPACE + "ground-told"
    ground_reform: Final = CONCEPT_NAMESPACE + "ground-reform"
    ground_authority: Final = CONCEPT_NAMESPACE + "ground-authority"
    ground_accounts: Final = CONCEPT_NAMESPACE + "ground-accounts"
    ground_wording: Final = CONCEPT_NAMESPACE + "ground-wording"

    change_renamed: Final = CONCEPT_NAMESPACE + "change-renamed"
    change_merged: Final = CONCEPT_NAMESPACE + "change-merged"
    change_absorbed: Final = CONCEPT_NAMESPACE + "change-absorbed"
    change_split: Final = CONCEPT_NAMESPACE + "change-split"

    exact: Final = CONCEPT_NAMESPACE + "exact"
    about: Final = CONCEPT_NAMESPACE + "about"
    at_least: Final = CONCEPT_NAMESPACE + "at-least"
    at_most: Final = CONCEPT_NAMESPACE + "at-most"

    declared: Final = CONCEPT_NAMESPACE + "declared"
    declared_categories: Final = CONCEPT_NAMESPACE + "declared-categories"
    declared_aspects: Final = CONCEPT_NAMESPACE + "declared-aspects"
    declared_issues: Final = CONCEPT_NAMESPACE + "declared-issues"
    declared_measures: Final = CONCEPT_NAMESPACE + "declared-measures"
    declared_done: Final = CONCEPT_NAMESPACE + "declared-done"
    declared_rate: Final = CONCEPT_NAMESPACE + "declared-rate"
    declared_policies: Final = CONCEPT_NAMESPACE + "declared-policies"
    declared_campaigns: Final = CONCEPT_NAMESPACE + "declared-campaigns"
    declared_teams: Final = CONCEPT_NAMESPACE + "declared-teams"
    declared_units: Final = CONCEPT_NAMESPACE + "declared-units"
    indicator_business: Final = CONCEPT_NAMESPACE + "indicator-business"

    sanction_talk: Final = CONCEPT_NAMESPACE + "sanction-talk"
    sanction_admonish: Final = CONCEPT_NAMESPACE + "sanction-admonish"
    sanction_criticise: Final = CONCEPT_NAMESPACE + "sanction-criticise"
    sanction_circular: Final = CONCEPT_NAMESPACE + "sanction-circular"
    sanction_examine: Final = CONCEPT_NAMESPACE + "sanction-examine"
    sanction_summon: Final = CONCEPT_NAMESPACE + "sanction-summon"
    sanction_organisational: Final = CONCEPT_NAMESPACE + "sanction-organisational"
    sanction_discipline: Final = CONCEPT_NAMESPACE + "sanction-discipline"
    sanction_party: Final = CONCEPT_NAMESPACE + "sanction-party"
    sanction_government: Final = CONCEPT_NAMESPACE + "sanction-government"
    sanction_case: Final = CONCEPT_NAMESPACE + "sanction-case"
    sanction_justice: Final = CONCEPT_NAMESPACE + "sanction-justice"
    sanction_accountable: Final = CONCEPT_NAMESPACE + "sanction-accountable"

    funds_recovered: Final = CONCEPT_NAMESPACE + "funds-recovered"
    funds_returned: Final = CONCEPT_NAMESPACE + "funds-returned"
    funds_collected: Final = CONCEPT_NAMESPACE + "funds-collected"
    funds_paid: Final = CONCEPT_NAMESPACE + "funds-paid"
    funds_saved: Final = CONCEPT_NAMESPACE + "funds-saved"
    funds_activated: Final = CONCEPT_NAMESPACE + "funds-activated"
    funds_adjusted: Final = CONCEPT_NAMESPACE + "funds-adjusted"
    funds_fined: Final = CONCEPT_NAMESPACE + "funds-fined"

    org_committee: Final = CONCEPT_NAMESPACE + "org-committee"
    org_group: Final = CONCEPT_NAMESPACE + "org-group"
    org_discipline: Final = CONCEPT_NAMESPACE + "org-discipline"
    org_department: Final = CONCEPT_NAMESPACE + "org-department"
    org_zone: Final = CONCEPT_NAMESPACE + "org-zone"
    org_institution: Final = CONCEPT_NAMESPACE + "org-institution"
    org_inspection: Final = CONCEPT_NAMESPACE + "org-inspection"
    org_township: Final = CONCEPT_NAMESPACE + "org-township"
    org_village: Final = CONCEPT_NAMESPACE + "org-village"
    org_enterprise: Final = CONCEPT_NAMESPACE + "org-enterprise"
    org_mass: Final = CONCEPT_NAMESPACE + "org-mass"


class SCHEME:
    """Concept schemes."""

    report_kind: Final = SCHEME_NAMESPACE + "report-kind"
    authority_level: Final = SCHEME_NAMESPACE + "authority-level"
    inspection_kind: Final = SCHEME_NAMESPACE + "inspection-kind"
    finding_level: Final = SCHEME_NAMESPACE + "finding-level"
    status: Final = SCHEME_NAMESPACE + "status"
    status_source: Final = SCHEME_NAMESPACE + "status-source"
    measure_state: Final = SCHEME_NAMESPACE + "measure-state"
    measure_type: Final = SCHEME_NAMESPACE + "measure-type"
    recurrence: Final = SCHEME_NAMESPACE + "recurrence"
    ground: Final = SCHEME_NAMESPACE + "ground"
    change: Final = SCHEME_NAMESPACE + "change"
    precision: Final = SCHEME_NAMESPACE + "precision"
    indicator: Final = SCHEME_NAMESPACE + "indicator"
    sanction_kind: Final = SCHEME_NAMESPACE + "sanction-kind"
    funds_kind: Final = SCHEME_NAMESPACE + "funds-kind"
    org_kind: Final = SCHEME_NAMESPACE + "org-kind"
    problem: Final = SCHEME_NAMESPACE + "problem"
    frame: Final = SCHEME_NAMESPACE + "frame"


class GRAPH:
    """Named graphs beside those of the documents."""

    authority: Final = GRAPH_NAMESPACE + "authority"
    inferred: Final = GRAPH_NAMESPACE + "inferred"
    manifest: Final = GRAPH_NAMESPACE + "manifest"
    vocabulary: Final = GRAPH_NAMESPACE + "xuntu"
    taxonomy: Final = GRAPH_NAMESPACE + "taxonomy"


class RDF:
    """RDF."""

    type: Final = _RDF + "type"
    langString: Final = _RDF + "langString"


class RDFS:
    """RDF Schema."""

    label: Final = _RDFS + "label"
    comment: Final = _RDFS + "comment"
    seeAlso: Final = _RDFS + "seeAlso"
    subClassOf: Final = _RDFS + "subClassOf"
    subPropertyOf: Final = _RDFS + "subPropertyOf"
    domain: Final = _RDFS + "domain"
    range: Final = _RDFS + "range"
    isDefinedBy: Final = _RDFS + "isDefinedBy"


class OWL:
    """OWL 2."""

    Class: Final = _OWL + "Class"
    ObjectProperty: Final = _OWL + "ObjectProperty"
    DatatypeProperty: Final = _OWL + "DatatypeProperty"
    versionInfo: Final = _OWL + "versionInfo"


class XSD:
    """Datatypes of XML Schema."""

    string: Final = _XSD + "string"
    boolean: Final = _XSD + "boolean"
    integer: Final = _XSD + "integer"
    decimal: Final = _XSD + "decimal"
    date: Final = _XSD + "date"
    gYear: Final = _XSD + "gYear"
    gYearMonth: Final = _XSD + "gYearMonth"
    gMonthDay: Final = _XSD + "gMonthDay"
    hexBinary: Final = _XSD + "hexBinary"
    anyURI: Final = _XSD + "anyURI"


class SKOS:
    """SKOS."""

    Concept: Final = _SKOS + "Concept"
    ConceptScheme: Final = _SKOS + "ConceptScheme"
    prefLabel: Final = _SKOS + "prefLabel"
    altLabel: Final = _SKOS + "altLabel"
    notation: Final = _SKOS + "notation"
    definition: Final = _SKOS + "definition"
    broader: Final = _SKOS + "broader"
    inScheme: Final = _SKOS + "inScheme"
    topConceptOf: Final = _SKOS + "topConceptOf"
    relatedMatch: Final = _SKOS + "relatedMatch"
    closeMatch: Final = _SKOS + "closeMatch"
    exactMatch: Final = _SKOS + "exactMatch"


class DCTERMS:
    """DCMI Metadata Terms; ``creator`` is the issuer of a report, ``publisher`` the one whose site it stands on."""

    title: Final = _DCTERMS + "title"
    creator: Final = _DCTERMS + "creator"
    publisher: Final = _DCTERMS + "publisher"
    issued: Final = _DCTERMS + "issued"
    date: Final = _DCTERMS + "date"
    modified: Final = _DCTERMS + "modified"
    isPartOf: Final = _DCTERMS + "isPartOf"
    type: Final = _DCTERMS + "type"
    format: Final = _DCTERMS + "format"
    identifier: Final = _DCTERMS + "identifier"
    references: Final = _DCTERMS + "references"
    source: Final = _DCTERMS + "source"


class FOAF:
    """FOAF."""

    Document: Final = _FOAF + "Document"


class PROV:
    """PROV-O."""

    Entity: Final = _PROV + "Entity"
    Activity: Final = _PROV + "Activity"
    wasAttributedTo: Final = _PROV + "wasAttributedTo"
    wasDerivedFrom: Final = _PROV + "wasDerivedFrom"
    wasGeneratedBy: Final = _PROV + "wasGeneratedBy"


class ORG:
    """The organisation ontology of W3C."""

    Organization: Final = _ORG + "Organization"
    Post: Final = _ORG + "Post"
    ChangeEvent: Final = _ORG + "ChangeEvent"
    classification: Final = _ORG + "classification"
    subOrganizationOf: Final = _ORG + "subOrganizationOf"
    postIn: Final = _ORG + "postIn"
    originalOrganization: Final = _ORG + "originalOrganization"
    resultingOrganization: Final = _ORG + "resultingOrganization"


class OA:
    """Web Annotation."""

    hasSource: Final = _OA + "hasSource"
    start: Final = _OA + "start"
    end: Final = _OA + "end"
    exact: Final = _OA + "exact"


class SCHEMA:
    """schema.org."""

    value: Final = _SCHEMA + "value"
    unitText: Final = _SCHEMA + "unitText"
    startDate: Final = _SCHEMA + "startDate"
    endDate: Final = _SCHEMA + "endDate"
    observationAbout: Final = _SCHEMA + "observationAbout"
    observationDate: Final = _SCHEMA + "observationDate"
    observationPeriod: Final = _SCHEMA + "observationPeriod"
    containedInPlace: Final = _SCHEMA + "containedInPlace"
    sha256: Final = _SCHEMA + "sha256"


class VOID:
    """VoID."""

    triples: Final = _VOID + "triples"


REPORT_KIND: Final[dict[ReportKind, str]] = {
    "rectification_report": XTC.report_rectification,
    "launch_notice": XTC.report_launch,
    "feedback_notice": XTC.report_feedback,
    "audit_rectification": XTC.report_audit,
    "environment_inspection_rectification": XTC.report_environment,
    "news": XTC.report_news,
    "other": XTC.report_other,
}

LEVEL: Final[dict[Level, str]] = {
    "central": XTC.authority_central,
    "province": XTC.authority_province,
    "city": XTC.authority_city,
    "county": XTC.authority_county,
    "unit": XTC.authority_unit,
}

ROLE: Final[dict[Literal["巡视", "巡察", "督察", "督导", "审计"], str]] = {
    "巡视": XTC.kind_xunshi,
    "巡察": XTC.kind_xuncha,
    "督察": XTC.kind_ducha,
    "督导": XTC.kind_dudao,
    "审计": XTC.kind_audit,
}

EARLIER_KIND: Final[dict[Literal["inspection", "audit", "check", "campaign", "environment"], str]] = {
    "inspection": XTC.kind_inspection,
    "audit": XTC.kind_audit,
    "check": XTC.kind_check,
    "campaign": XTC.kind_campaign,
    "environment": XTC.kind_environment,
}

INSPECTION_KIND: Final[dict[str, str]] = {
    "常规": XTC.kind_regular,
    "专项": XTC.kind_special,
    "专题": XTC.kind_themed,
    "机动": XTC.kind_mobile,
    "机动式": XTC.kind_mobile,
    "回头看": XTC.kind_lookback,
    "整改回头看": XTC.kind_lookback_rectification,
    "提级": XTC.kind_elevated,
    "交叉": XTC.kind_cross,
    "提级交叉": XTC.kind_elevated_cross,
    "延伸": XTC.kind_extended,
    "联动": XTC.kind_linked,
    "上下联动": XTC.kind_linked,
    "三级联动": XTC.kind_linked,
    "巡视巡察联动": XTC.kind_linked,
    "巡审联动": XTC.kind_linked_audit,
    "巡纪联动": XTC.kind_linked_discipline,
    "合并": XTC.kind_merged,
    "接力": XTC.kind_relay,
    "对村": XTC.kind_village,
    "巡乡带村": XTC.kind_village,
    "巡镇带村": XTC.kind_village,
    "板块": XTC.kind_sector,
    "板块式": XTC.kind_sector,
}

STATUS: Final[dict[StatusNormal, str]] = {
    "完成": XTC.status_done,
    "基本完成": XTC.status_mostly,
    "阶段性完成": XTC.status_stage,
    "长期坚持": XTC.status_lasting,
    "正在整改": XTC.status_ongoing,
    "未完成": XTC.status_undone,
}

STATUS_SOURCE: Final[dict[StatusSource, str]] = {
    "label": XTC.source_label,
    "cell": XTC.source_cell,
    "closing_words": XTC.source_closing_words,
    "group_line": XTC.source_group_line,
    "section": XTC.source_section,
    "document": XTC.source_document,
}

MEASURE_TYPE: Final[dict[MeasureType, str]] = {
    "rule": XTC.measure_rules,
    "meeting": XTC.measure_meeting,
    "study": XTC.measure_study,
    "action": XTC.measure_campaign,
    "check": XTC.measure_supervise,
    "money": XTC.measure_recover,
    "account": XTC.measure_sanction,
    "lead": XTC.measure_clues,
    "deliver": XTC.measure_works,
    "organise": XTC.measure_structure,
    "sue": XTC.measure_legal,
    "system": XTC.measure_platform,
    "other": XTC.measure_fix,
}

MEASURE_STATE: Final[dict[MeasureState, str]] = {
    "done": XTC.state_done,
    "ongoing": XTC.state_ongoing,
    "promised": XTC.state_promised,
}

DECLARED: Final[dict[DeclaredKind, str]] = {
    "categories": XTC.declared_categories,
    "aspects": XTC.declared_aspects,
    "problems": XTC.declared_issues,
    "completed": XTC.declared_done,
    "measures": XTC.declared_measures,
    "rules_made": XTC.declared_policies,
    "completion_rate": XTC.declared_rate,
    "special_actions": XTC.declared_campaigns,
    "teams": XTC.declared_teams,
    "units": XTC.declared_units,
}

REPEAT_KIND: Final[dict[Literal["uncured", "relapsed", "again"], str]] = {
    "uncured": XTC.recur_unresolved,
    "relapsed": XTC.recur_relapse,
    "again": XTC.recur_again,
}

CHANGE_KIND: Final[dict[Literal["renamed", "merged", "absorbed", "split"], str]] = {
    "renamed": XTC.change_renamed,
    "merged": XTC.change_merged,
    "absorbed": XTC.change_absorbed,
    "split": XTC.change_split,
}

POLICY_ROLE: Final[dict[PolicyRole, str]] = {
    "made": XT.issues,
    "revised": XT.revises,
    "drafted": XT.drafts,
    "cited": XT.cites,
}

FUNDS_KIND: Final[dict[str, str]] = {
    "追缴": XTC.funds_recovered,
    "追回": XTC.funds_recovered,
    "扣回": XTC.funds_recovered,
    "收回": XTC.funds_recovered,
    "追偿": XTC.funds_recovered,
    "退还": XTC.funds_returned,
    "退回": XTC.funds_returned,
    "清退": XTC.funds_returned,
    "退赔": XTC.funds_returned,
    "退缴": XTC.funds_returned,
    "返还": XTC.funds_returned,
    "收缴": XTC.funds_collected,
    "上缴": XTC.funds_collected,
    "补缴": XTC.funds_collected,
    "缴纳": XTC.funds_collected,
    "拨付": XTC.funds_paid,
    "支付": XTC.funds_paid,
    "兑现": XTC.funds_paid,
    "发放": XTC.funds_paid,
    "补发": XTC.funds_paid,
    "兑付": XTC.funds_paid,
    "挽回": XTC.funds_saved,
    "挽回经济损失": XTC.funds_saved,
    "节约": XTC.funds_saved,
    "盘活": XTC.funds_activated,
    "统筹": XTC.funds_activated,
    "调账": XTC.funds_adjusted,
    "归还原资金渠道": XTC.funds_adjusted,
    "罚款": XTC.funds_fined,
}

SANCTION_KIND: Final[dict[str, str]] = {
    "提醒谈话": XTC.sanction_talk,
    "谈话提醒": XTC.sanction_talk,
    "谈话函询": XTC.sanction_talk,
    "谈话": XTC.sanction_talk,
    "诫勉": XTC.sanction_admonish,
    "诫勉谈话": XTC.sanction_admonish,
    "批评教育": XTC.sanction_criticise,
    "批评帮助": XTC.sanction_criticise,
    "通报": XTC.sanction_circular,
    "通报批评": XTC.sanction_circular,
    "责令检查": XTC.sanction_examine,
    "责令书面检查": XTC.sanction_examine,
    "书面检查": XTC.sanction_examine,
    "约谈": XTC.sanction_summon,
    "集体约谈": XTC.sanction_summon,
    "组织处理": XTC.sanction_organisational,
    "免职": XTC.sanction_organisational,
    "调离": XTC.sanction_organisational,
    "处分": XTC.sanction_discipline,
    "处理处分": XTC.sanction_discipline,
    "党纪政务处分": XTC.sanction_discipline,
    "党纪处分": XTC.sanction_party,
    "党内警告": XTC.sanction_party,
    "党内严重警告": XTC.sanction_party,
    "撤销党内职务": XTC.sanction_party,
    "留党察看": XTC.sanction_party,
    "开除党籍": XTC.sanction_party,
    "政务处分": XTC.sanction_government,
    "政务警告": XTC.sanction_government,
    "政务记过": XTC.sanction_government,
    "政务记大过": XTC.sanction_government,
    "政务降级": XTC.sanction_government,
    "政务撤职": XTC.sanction_government,
    "开除公职": XTC.sanction_government,
    "立案": XTC.sanction_case,
    "立案审查": XTC.sanction_case,
    "立案审查调查": XTC.sanction_case,
    "留置": XTC.sanction_case,
    "移送司法": XTC.sanction_justice,
    "移送司法机关": XTC.sanction_justice,
    "问责": XTC.sanction_accountable,
    "追责问责": XTC.sanction_accountable,
}
