"""The door to spaCy."""

import pytest
import spacy
from spacy.tokens import DocBin

from xuntu.extractors.nlp import blank_chinese

NOTICE = """中共青石县供销合作社联合社党组关于巡察整改进展情况的通报
根据县委统一部署，2021年3月1日至4月30日，县委第二巡察组对县供销合作社联合社党组开展了常规巡察。6月10日，巡察组反馈了意见。
一、反馈问题整改情况
1.理论学习不够深入。
整改情况：制定《党组学习制度》，追缴补贴3.5万元。
整改进展：已完成。
中共青石县供销合作社联合社党组
2022年1月5日"""


@pytest.mark.parametrize("text", ["巡察\n 整改", " \t巡", "", "A1，𠮷", "两 个  空格\r\n"])
def test_a_doc_keeps_its_text(text: str) -> None:
    """Every character is a token and the text of the Doc is the text, white space and all."""
    doc = blank_chinese()(text)
    assert doc.text == text
    assert [token.text for token in doc] == list(text)


def test_findings_and_policies_are_spans_at_their_places() -> None:
    """The span group holds the very words of the notice under the labels of our records."""
    nlp = blank_chinese()
    nlp.add_pipe("xuntu")
    doc = nlp(NOTICE)
    spans = {(span.label_, span.text) for span in doc.spans["xuntu"]}
    assert ("POLICY", "《党组学习制度》") in spans
    assert any(label == "FINDING" and "理论学习不够深入" in text for label, text in spans)
    assert any(label == "DATE" and "2021年3月1日" in text for label, text in spans)
    assert all(doc.text[span.start_char : span.end_char] == span.text for span in doc.spans["xuntu"])


def test_reports_are_an_extension_of_the_doc() -> None:
    """The reports themselves are at hand, with passages into the text of the Doc."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("xuntu")
    [report] = nlp(NOTICE)._.xuntu
    assert report.inspection.team == "县委第二巡察组"
    assert len(report.findings) == 1


def test_a_pipeline_of_words_gets_spans_of_whole_words() -> None:
    """Where a token is longer than a mention, the span is widened to the token."""
    nlp = spacy.blank("xx")  # tokens between spaces and punctuation
    nlp.add_pipe("xuntu")
    doc = nlp(NOTICE)
    [policy] = [span for span in doc.spans["xuntu"] if span.label_ == "POLICY"]
    assert "《党组学习制度》" in policy.text
    assert doc.text == NOTICE


def test_a_text_of_nothing_has_no_spans() -> None:
    """An empty text gives an empty group, not an error."""
    nlp = blank_chinese()
    nlp.add_pipe("xuntu")
    assert list(nlp("").spans["xuntu"]) == []


def test_a_doc_survives_serialisation_with_its_spans() -> None:
    """Docs of the pipeline go to bytes and back, as they must between processes."""
    nlp = blank_chinese()
    nlp.add_pipe("xuntu")
    doc = nlp(NOTICE)
    [again] = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert [(span.label_, span.text) for span in again.spans["xuntu"]] == [
        (span.label_, span.text) for span in doc.spans["xuntu"]
    ]
    assert again._.xuntu == doc._.xuntu
