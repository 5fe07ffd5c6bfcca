"""Statements as plans print them, in proportional faces with columns close together: HTML, to be printed."""

WRAPPED = """
<style>body{font-family:sans-serif;font-size:10pt} td,th{padding:3pt
 6pt;text-align:right;vertical-align:bottom}
 td:first-child,th:first-child,td:nth-child(2){text-align:left}
 table{border-collapse:collapse;width:100%} @page{size:letter landscape}</style>
<h1>Explanation of Benefits</h1>
<p>THIS IS NOT A BILL</p>
<div style="float:left;width:50%"><p><b>Patient:</b> Ana Sample<br>
<b>Member ID:</b> SHP123456789<br>
Claim number: 2026-555-01</p>
</div>
<div style="float:right;width:45%"><p>Provider: Example Desert Program LLC<br>
Network status: Out-of-Network<br>
Date processed: 11/20/2026</p>
</div>
<table style="clear:both"><tr><th>Service date</th><th>Service description</th><th>Amount billed</th>
<th>Discount</th><th>Allowed amount</th><th>Your plan paid</th><th>Deductible</th><th>Copay</th>
<th>Coinsurance</th><th>Not covered</th><th>Amount you owe</th><th>Notes</th></tr>
<tr><td>11/10/2026</td><td>H0015 Intensive outpatient program, alcohol and drugs</td><td>$500.00</td>
<td>$0.00</td><td>$200.00</td><td>$0.00</td><td>$200.00</td><td>$0.00</td><td>$0.00</td><td>$300.00</td>
<td>$500.00</td><td>A1</td></tr>
<tr><td>11/12/2026</td><td>H0015 Intensive outpatient</td><td>$500.00</td><td>$0.00</td><td>$200.00</td>
<td>$0.00</td><td>$200.00</td><td>$0.00</td><td>$0.00</td><td>$300.00</td><td>$500.00</td><td>A1</td>
</tr>
<tr><td>Total</td><td></td><td>$1,000.00</td><td>$0.00</td><td>$400.00</td><td>$0.00</td><td>$400.00
</td><td>$0.00</td><td>$0.00</td><td>$600.00</td><td>$1,000.00</td><td></td></tr>
</table>
<p>A1: This provider is out of network. Your plan year deductible is $3,000.00; so far you have used
 $1,200.00.</p>
"""
GLANCE = """
<style>body{font-family:serif;font-size:11pt} table{width:60%} td:last-child{text-align:right}</style>
<h2>Your claim at a glance</h2>
<p>You saw: Dr. Robin Example on November 10, 2026</p>
<p>Claim #: E123456</p>
<table><tr><td>Amount billed</td><td>$210.00</td></tr>
<tr><td>Plan discount</td><td>-$70.00</td></tr>
<tr><td>Your plan paid</td><td>$112.00</td></tr>
<tr><td><b>What you owe</b></td><td><b>$28.00</b></td></tr>
</table>
<table style="width:100%;margin-top:20pt"><tr><td>Date of service</td><td>Type of service</td>
<td>Billed charges</td><td>Plan allowance</td><td>We paid</td><td>You owe</td></tr>
<tr><td>11/10/26</td><td>Psychotherapy</td><td>210.00</td><td>140.00</td><td>112.00</td><td>28.00</td>
</tr>
</table>
"""
CROWDED = """
<style>body{font-family:sans-serif;font-size:8pt} td,th{padding:2pt 3pt;text-align:center}
 table{border-collapse:collapse}</style>
<p>Patient Name &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; Claim Number
 &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; Provider Name</p>
<table border=1><tr><th>Dates of<br>
Service</th><th>Procedure<br>
Code</th><th>Total<br>
Charges</th><th>Provider<br>
Discount</th><th>Eligible<br>
Expense</th><th>Deductible<br>
Amount</th><th>Copay<br>
Amount</th><th>Coinsurance<br>
Amount</th><th>Amount<br>
Paid</th><th>Patient<br>
Responsibility</th><th>Remark<br>
Code</th></tr>
<tr><td>11/10/26-11/10/26</td><td>90837-95</td><td>200.00</td><td>60.00</td><td>140.00</td><td>0.00</td>
<td>0.00</td><td>28.00</td><td>112.00</td><td>28.00</td><td>N381</td></tr>
<tr><td>11/12/26-11/12/26</td><td>90837-95</td><td>200.00</td><td>60.00</td><td>140.00</td><td>0.00</td>
<td>0.00</td><td>28.00</td><td>112.00</td><td>28.00</td><td>N381</td></tr>
<tr><td colspan=2>Claim Total</td><td>400.00</td><td>120.00</td><td>280.00</td><td>0.00</td><td>0.00
</td><td>56.00</td><td>224.00</td><td>56.00</td><td></td></tr>
</table>
"""
